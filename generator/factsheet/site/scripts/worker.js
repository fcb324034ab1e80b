// From a disk a browser starts no worker and answers no request. So the script of the theme's search runs in a frame of this
// page, whose messages are passed on; on a server nothing changes. No file is asked for that does not lie beside this one.
"use strict";
if (location.protocol === "file:") window.Worker = class extends EventTarget {
  constructor(address) {
    super();
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    document.body.append(this.frame);
    const inside = this.frame.contentWindow, base = new URL(address, document.baseURI);
    const load = (url) => new Promise((resolve, reject) => {
      const script = inside.document.createElement("script");
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${url} is not there`)));
      script.src = url;
      inside.document.head.append(script);
    });
    inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
    inside.importScripts = async (...urls) => { for (const url of urls) await load(new URL(url, base).href); }; // in their order
    this.ready = load(base.href);
  }

  postMessage(data) {
    this.ready.then(() => this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data })));
  }

  terminate() { this.frame.remove(); }
};
