// On the text of a source: words that are marked, or a paragraph, go into the form beside it.
(function () {
  "use strict";
  var text = document.getElementById("passages"), bar = document.getElementById("marked");
  var words = document.getElementById("words"), place = document.getElementById("place");
  if (!text || !words) return;

  function passageOf(node) {
    var element = node && (node.nodeType === 1 ? node : node.parentElement);
    return element && text.contains(element) ? element.closest(".passage") : null;
  }

  // What is marked, if it begins and ends in paragraphs of the text.
  function marked() {
    var selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    var range = selection.getRangeAt(0), first = passageOf(range.startContainer);
    var said = [];
    text.querySelectorAll(".passage > p").forEach(function (one) {
      if (!range.intersectsNode(one)) return;
      var part = document.createRange();
      part.selectNodeContents(one);
      if (one.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (one.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      if (part.toString().trim()) said.push(part.toString().trim());
    });
    return first && said.length ? {words: said.join(" "), place: first.dataset.place || "", range: range} : null;
  }

  function take(what, said, at) {
    place.value = document.getElementById("left-place").value = at;
    if (what === "leave") {
      document.getElementById("claim").focus();
      return;
    }
    words.value = said;
    if (what === "quote") document.querySelector("#make button[value=quote]").focus();
    else (document.querySelector("#records input:checked") || document.getElementById("q")).focus();
  }

  text.addEventListener("click", function (event) {
    var act = event.target.closest("a[data-what]");
    if (!act) return;
    event.preventDefault();
    var found = marked(), passage = act.closest(".passage");
    if (found && found.range.intersectsNode(passage)) take(act.dataset.what, found.words, found.place);
    else take(act.dataset.what, passage.querySelector("p").textContent, passage.dataset.place || "");
  });

  document.addEventListener("selectionchange", function () {
    var found = marked();
    bar.hidden = !found;
    if (!found) return;
    var box = found.range.getBoundingClientRect();
    bar.style.top = Math.max(0, box.top + window.scrollY - bar.offsetHeight - 6) + "px";
    bar.style.left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - bar.offsetWidth - 8)) + "px";
  });

  // Tab goes from marked words to the bar, which stands behind the text.
  document.addEventListener("keydown", function (event) {
    var free = document.activeElement === document.body || document.activeElement.id === "main";
    if (event.key !== "Tab" || event.shiftKey || bar.hidden || !free) return;
    event.preventDefault();
    bar.querySelector("button").focus();
  });

  bar.addEventListener("mousedown", function (event) { event.preventDefault(); });
  bar.addEventListener("click", function (event) {
    var act = event.target.closest("button"), found = marked();
    if (!act || !found) return;
    bar.hidden = true;
    take(act.dataset.what, found.words, found.place);
  });
})();
