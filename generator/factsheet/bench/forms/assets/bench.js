"use strict";
// The text of a source that has come beside a form is shown at the paragraph that it was opened for.
document.addEventListener("htmx:afterSwap", function (event) {
  var text = event.target, mark = text.classList.contains("source-text") && text.querySelector("mark");
  if (mark) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
});
