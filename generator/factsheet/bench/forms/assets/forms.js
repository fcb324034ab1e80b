// Forms of the bench: parts that are asked for only when they are needed, rows that can be added, the
// dialog for a new source. Without it every part of a form is there, and each row is an input.
(function () {
  "use strict";
  var asked = null; // the row that wants a new source

  function form() { return document.getElementById("form"); }

  function changed(element) { element.dispatchEvent(new Event("input", { bubbles: true })); }

  function need(names) {
    document.querySelectorAll("[data-need]").forEach(function (part) {
      part.hidden = !part.dataset.need.split(" ").some(function (one) { return names.includes(one); });
    });
    document.querySelectorAll("#field-holds select").forEach(function (one) {
      one.hidden = !names.includes("holds") && !names.includes("ended") && !one.value;
    });
  }

  // One more row of a field, empty, like its last one.
  function more(key) {
    var rows = document.querySelector('[data-rows="' + key + '"]');
    var row = rows.lastElementChild.cloneNode(true), number = rows.children.length + 1;
    row.querySelectorAll("[role=listbox]").forEach(function (list) { list.remove(); });
    row.querySelectorAll("input, textarea").forEach(function (input) {
      input.value = "";
      if (input.id) input.id = input.id.replace(/-\d+$/, "-" + number);
      var label = input.getAttribute("aria-label") || "";
      input.setAttribute("aria-label", label.replace(/\d+$/, number));
      ["role", "aria-controls", "aria-expanded", "aria-activedescendant", "data-ready"].forEach(function (name) {
        input.removeAttribute(name);
      });
    });
    rows.append(row);
    document.dispatchEvent(new CustomEvent("bench:rows"));
    return row;
  }

  function removing(row) {
    if (row.querySelector(".remove")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "remove";
    button.textContent = "Remove";
    row.append(button);
    button.setAttribute("aria-label", "Remove " + (row.querySelector("input, textarea").getAttribute("aria-label") || ""));
    button.addEventListener("click", function () {
      var rows = row.parentElement, next = row.nextElementSibling || row.previousElementSibling;
      row.querySelectorAll("input, textarea").forEach(function (input) { input.value = ""; });
      if (rows.children.length > 1) row.remove();
      (next || row).querySelector("input, textarea").focus();
      changed(rows);
    });
  }

  function prepare() {
    document.querySelectorAll("[data-more]").forEach(function (button) {
      if (!button.hidden) return;
      button.hidden = false;
      button.addEventListener("click", function () {
        more(button.dataset.more).querySelector("input, textarea").focus();
      });
    });
    document.querySelectorAll("[data-rows]:not([data-one]) > .row").forEach(removing);
  }

  function pick(id) {
    var dialog = document.getElementById("source-dialog");
    if (dialog.open) dialog.close();
    dialog.replaceChildren();
    var inputs = document.querySelectorAll('[data-rows="' + asked + '"] input[name="' + asked + '"]');
    var only = document.querySelector('[data-rows="' + asked + '"][data-one]');
    var empty = Array.prototype.find.call(inputs, function (one) { return only || !one.value; });
    var input = empty || more(asked).querySelector("input");
    input.value = id;
    changed(input);
    (input.closest(".row").querySelector(".place") || input).focus();
  }

  function newSource(link) {
    var dialog = document.getElementById("source-dialog");
    asked = link.dataset.newSource;
    htmx.ajax("GET", link.href + "?inside=1", { target: "#source-dialog", swap: "innerHTML" }).then(function () {
      dialog.showModal();
      (dialog.querySelector("input:not([type=hidden])") || dialog).focus();
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-new-source]"), twin = event.target.closest("#source-dialog [data-picked]");
    if (link && window.HTMLDialogElement && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      newSource(link);
    }
    if (twin) pick(twin.dataset.picked);
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    var target = event.detail.target, now = target.querySelector("[data-picked-now]");
    if (target.id === "source-dialog" && now) pick(now.dataset.pickedNow);
    if (target.id === "check") {
      var found = target.querySelector("[data-needs]");
      need(found ? found.dataset.needs.split(" ") : []);
      document.querySelectorAll(".field").forEach(function (field) {
        var wrong = field.querySelector(".said .wrong");
        field.querySelectorAll("[aria-describedby]").forEach(function (input) {
          if (wrong) input.setAttribute("aria-invalid", "true");
          else input.removeAttribute("aria-invalid");
        });
      });
    }
    prepare();
  });

  // What is refused is said where the answer would stand.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 422 || status === 400 || status === 403 || status === 409) event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:sendError", function () {
    var kept = document.getElementById("kept");
    if (kept) kept.textContent = "The preview does not answer. What you typed is kept in this browser: start the preview, then load this page anew.";
  });

  // The page beside shows the part that the form is about; an address with a # would move this page, too.
  function show(frame) {
    var part = frame.dataset.part, found;
    try {
      found = part && frame.contentDocument.getElementById(part);
      if (!found) return;
      (found.closest("tr, li, p, figure, blockquote") || found).classList.add("factsheet-here");
      frame.contentWindow.scrollTo(0, found.getBoundingClientRect().top + frame.contentWindow.scrollY - 120);
    } catch (error) { /* a page of another site */ }
  }

  // Whether a form for something new came with answers in it.
  function filled() {
    return form().getAttribute("hx-post").indexOf("/add/") >= 0 && Array.prototype.some.call(
      form().querySelectorAll(".field input:not([type=checkbox], [type=radio], .place), .field textarea"),
      function (input) { return input.value; });
  }

  document.addEventListener("bench:rows", prepare);
  document.addEventListener("DOMContentLoaded", function () {
    prepare();
    document.querySelectorAll("iframe[data-part]").forEach(function (frame) {
      frame.addEventListener("load", function () { show(frame); });
      if (frame.contentDocument && frame.contentDocument.readyState === "complete") show(frame);
    });
    if (!form() || !form().hasAttribute("hx-post")) return;
    if (!document.querySelector(".notice")) need([]);
    if (document.querySelector(".notice") || form().dataset.restored || filled()) htmx.trigger(form(), "check");
  });
  window.benchMore = more;
})();
