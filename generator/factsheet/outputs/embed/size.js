// In a frame: tells the page around it how high its words are, and nothing else; leads on to the part that has a fact.
"use strict";
{
  const tell = () => parent.postMessage({ factsheetHeight: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  const follow = () => {
    const on = document.querySelector(":target")?.closest(".more li")?.querySelector("a[href]");
    if (on) location.replace(on.href);
  };
  if (parent !== window) new ResizeObserver(tell).observe(document.body);
  addEventListener("hashchange", follow);
  follow();
}
