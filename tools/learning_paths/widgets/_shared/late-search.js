// @ts-check
// Material for MkDocs 9.8 reads the index of the whole site for its search, and starts a worker, on every first visit.
// Most visits never search: both wait here until a reader goes to the search, or an address asks for it. This stands in
// the page in front of the theme's own script, which only sees its answers come later.
(() => {
  // From a disk nothing is sent, and the theme waits by itself.
  if (location.protocol === "file:") return;
  const OwnWorker = self.Worker;
  const { open } = XMLHttpRequest.prototype;

  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    /** @param {Event} event */
    const ask = ({ target }) =>
      target instanceof Element && target.closest(".md-search, [for=__search], #__search") && resolve();
    for (const type of ["focusin", "pointerover", "change"]) addEventListener(type, ask, true);
    // Words to highlight may also come with a page that instant navigation puts in place.
    addEventListener("lp:search", () => resolve());
    if (/[?&][qh]=./.test(location.search)) resolve();
  });

  // Does what a worker does, some time later; for the theme's, which is sent messages and heard.
  self.Worker = /** @type {any} */ (
    /** @param {string | URL} address @param {WorkerOptions} [options] */
    function (address, options) {
      if (!/\/search\.\w+\.min\.js$/.test(String(address))) return new OwnWorker(address, options);
      const whole = new URL(address, document.baseURI); // the page may be another by then
      const late = new EventTarget();
      const worker = wanted.then(() => {
        const own = new OwnWorker(whole, options);
        own.onmessage = ({ data }) => late.dispatchEvent(new MessageEvent("message", { data }));
        return own;
      });
      return Object.assign(late, {
        /** @param {any} message */
        postMessage: async (message) => (await worker).postMessage(message),
      });
    }
  );
  XMLHttpRequest.prototype.open = /** @type {any} */ (
    /** @this {XMLHttpRequest} @param {string} method @param {string} url @param {any} rest */
    function (method, url, ...rest) {
      if (/\/search\/search_index\.json$/.test(url))
        this.send = (body) => void wanted.then(() => XMLHttpRequest.prototype.send.call(this, body));
      open.call(this, method, url, .../** @type {[any]} */ (rest));
    }
  );
  // By then the theme has asked for both.
  addEventListener("DOMContentLoaded", () => {
    self.Worker = OwnWorker;
    XMLHttpRequest.prototype.open = open;
  });
})();
