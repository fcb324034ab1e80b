// On a page of the preview: a way from each fact to its form, from the page to that of its record,
// and from headings above facts to what can be added there.
(function () {
  "use strict";
  var script = document.currentScript;
  var bench = script.src.replace(/assets\/[^/]*$/, "");
  function way(path, words, label) {
    var link = document.createElement("a");
    link.className = "factsheet-edit";
    link.href = bench + path;
    link.target = "_top";
    link.textContent = words;
    link.setAttribute("aria-label", label);
    return link;
  }
  function form(address) {
    var parts = address.split("#");
    return "edit/" + parts[0] + (parts[1] ? "?part=" + encodeURIComponent(parts[1]) : "");
  }
  function edit(place, address) {
    var link = way(form(address), "edit", "Edit " + address), below = place.querySelector(":scope > .fs-change, :scope > .fs-who");
    if (below) below.before(link, " ");
    else place.append(" ", link);
  }
  document.querySelectorAll("[data-fact]").forEach(function (fact) { edit(fact, fact.dataset.fact); });
  var record = script.dataset.record, add = script.dataset.add, title = document.querySelector("h1"), heading;
  if (record && title) title.append(" ", way(form(record), "edit", "Edit " + record));
  if (add && title) title.append(" ", way(add, "add", record ? "Add to " + record : "Add one of these"));
  // On its sheet each part has an anchor of its id; behind that stand those of its former ids.
  if (record) document.querySelectorAll("h2[id], a[id]:empty").forEach(function (one) {
    var before = one.previousSibling, former = before && before.id && before.matches("a:empty");
    if (one.tagName === "H2") heading = one;
    if (one.tagName === "H2" || former) return;
    if (!one.closest("[data-fact]")) edit(one.parentElement, record + "#" + one.id);
    if (heading && add.indexOf("add/fact/") === 0) heading.append(" ", way(add, "add", "Add a fact to " + record));
    heading = null;
  });
})();
