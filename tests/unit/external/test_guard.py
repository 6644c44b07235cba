from __future__ import annotations

import pytest

from learning_paths.external.guard import may_be_asked

PUBLIC = "1.1.1.1 93.184.216.34 172.32.0.1 2606:4700:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808".split()
PRIVATE = """
    0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 172.16.0.1 192.0.2.1 192.168.1.1 198.18.0.1 240.0.0.1
    255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2001:db8::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2002:7f00:1::
    fc00::1 fec0::1
""".split()
NEVER = """
    169.254.169.254 224.0.0.1 100.100.100.200 168.63.129.16
    ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1 ::ffff:168.63.129.16 fd00:ec2::254 fe80::1 fe80::1%lo
    ff02::1
""".split()


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert may_be_asked(address)
    assert may_be_asked(address, allow_private=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not may_be_asked(address)
    assert may_be_asked(address, allow_private=True)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_of_the_machine_or_of_its_cloud(address: str) -> None:
    assert not may_be_asked(address)
    assert not may_be_asked(address, allow_private=True)
