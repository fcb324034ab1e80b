// Inputs in which something is picked by its name: a combobox with a list, as ARIA describes it.
// What is typed stands as it is; an address is put there when one is chosen.
(function () {
  "use strict";
  var bench = document.currentScript.src.replace(/assets\/[^/]*$/, "");
  var number = 0;

  function ready(input) {
    if (input.dataset.ready) return;
    input.dataset.ready = "1";
    var list = document.createElement("ul"), id = "picks-" + ++number, at = -1, timer = 0, asked = 0;
    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "What may be meant");
    list.hidden = true;
    input.after(list);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");

    function options() { return list.querySelectorAll("[role=option]"); }
    function close() {
      clearTimeout(timer);
      asked++;
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function mark(to) {
      var all = options();
      if (!all.length) return;
      at = (to + all.length) % all.length;
      all.forEach(function (one, n) { one.setAttribute("aria-selected", String(n === at)); });
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }
    function choose(option) {
      input.value = option.dataset.value;
      close();
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.dispatchEvent(new CustomEvent("bench:picked", { bubbles: true }));
    }
    function ask(open) {
      var mine = ++asked, words = input.value.trim();
      if (!words) return close();
      var query = "pick?to=" + encodeURIComponent(input.dataset.pick) + "&q=" + encodeURIComponent(words);
      if (input.form && input.form.dataset.but) query += "&but=" + encodeURIComponent(input.form.dataset.but);
      fetch(bench + query, { headers: { "HX-Request": "true" } })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (html) {
          if (mine !== asked || document.activeElement !== input) return;
          var made = new DOMParser().parseFromString("<ul>" + html + "</ul>", "text/html");
          var found = made.querySelectorAll("li");
          if (found.length === 1 && found[0].dataset.value === input.value && !open) return close();
          list.replaceChildren.apply(list, found);
          options().forEach(function (one, n) { one.id = id + "-" + n; one.setAttribute("aria-selected", "false"); });
          at = -1;
          list.hidden = !found.length;
          input.setAttribute("aria-expanded", String(found.length > 0));
        })
        .catch(close);
    }
    input.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    });
    input.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return ask(true);
        mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        choose(options()[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if (event.key === "Tab" && !list.hidden && at >= 0) {
        choose(options()[at]);
      }
    });
    input.addEventListener("blur", close);
    list.addEventListener("mousedown", function (event) {
      event.preventDefault(); // the input keeps the focus
      var option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
  }

  function all() { document.querySelectorAll("input[data-pick]").forEach(ready); }
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:afterSwap", all);
  document.addEventListener("bench:rows", all);
})();
