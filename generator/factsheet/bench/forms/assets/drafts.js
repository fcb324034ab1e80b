// What is typed in a form is kept in this browser until it is saved: by the form's address and the tab,
// so that a reload, a preview that has ended or a token that is old takes nothing away.
(function () {
  "use strict";
  var PREFIX = "bench:", DAYS = 30;
  var form, key, failed = false, dirty = false;

  function tab() {
    try {
      var id = sessionStorage.getItem(PREFIX + "tab");
      if (!id) {
        id = Math.random().toString(36).slice(2);
        sessionStorage.setItem(PREFIX + "tab", id);
      }
      return id;
    } catch (error) { return "one"; }
  }

  // Where the form is sent: what stands in it, as an address may say, is no part of that.
  function address() {
    var url = new URL(form.getAttribute("action"), location.href);
    return url.pathname + url.search;
  }

  function state() {
    var pairs = [];
    new FormData(form).forEach(function (value, name) {
      if (name !== "token" && typeof value === "string") pairs.push([name, value]);
    });
    return pairs;
  }

  function say(text) {
    var kept = document.getElementById("kept");
    if (kept) kept.textContent = text;
  }

  function keep() {
    dirty = true;
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), from: location.href, pairs: state() }));
      failed = false;
      say("What you typed is kept in this browser.");
    } catch (error) {
      failed = true;
      say("This browser keeps nothing: what you typed is lost if you leave before it is saved.");
    }
  }

  function forget(of) {
    try {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf(PREFIX + of + "|") === 0) localStorage.removeItem(name);
      });
    } catch (error) { /* nothing was kept */ }
  }

  // The state of this tab; else one that a tab left behind which is gone.
  function found() {
    var own = null, others = [], now = Date.now();
    try {
      Object.keys(localStorage).forEach(function (name) {
        if (name.indexOf(PREFIX) !== 0 || name === PREFIX + "tab") return;
        var one = JSON.parse(localStorage.getItem(name));
        if (now - one.at > DAYS * 86400000) localStorage.removeItem(name);
        else if (name === key) own = { name: name, at: one.at, from: one.from, pairs: one.pairs };
        else if (name.indexOf(key.slice(0, key.lastIndexOf("|") + 1)) === 0) others.push({ name: name, at: one.at, pairs: one.pairs });
      });
    } catch (error) { return [null, null]; }
    others.sort(function (one, two) { return two.at - one.at; });
    return [own, others[0] || null];
  }

  function same(pairs) {
    return JSON.stringify(pairs) === JSON.stringify(state());
  }

  function restore(pairs) {
    var byName = {};
    pairs.forEach(function (pair) { (byName[pair[0]] = byName[pair[0]] || []).push(pair[1]); });
    Object.keys(byName).forEach(function (name) {
      var rows = document.querySelector('[data-rows="' + name + '"]');
      while (rows && window.benchMore && rows.children.length < byName[name].length) window.benchMore(name);
    });
    Array.prototype.forEach.call(form.elements, function (input) {
      var values = byName[input.name];
      if (!input.name || input.name === "token") return;
      if (input.type === "checkbox" || input.type === "radio") input.checked = !!values && values.includes(input.value);
      else if (input.multiple) Array.prototype.forEach.call(input.options, function (one) { one.selected = !!values && values.includes(one.value); });
      else if (input.type !== "file" && values) input.value = values.length ? values.shift() : "";
      if (input.value && input.closest("details")) input.closest("details").open = true;
    });
    form.dataset.restored = "1";
    dirty = true;
  }

  function offer(old) {
    var row = document.createElement("p"), take = document.createElement("button"), drop = document.createElement("button");
    row.className = "notice";
    row.append("Something was typed in this form before and not saved. ", take, " ", drop);
    take.type = drop.type = "button";
    take.textContent = "Give it back";
    drop.textContent = "Drop it";
    take.addEventListener("click", function () {
      restore(old.pairs);
      localStorage.removeItem(old.name);
      keep();
      row.remove();
      form.querySelector("input:not([type=hidden]), textarea, select").focus();
      if (window.htmx) htmx.trigger(form, "check");
    });
    drop.addEventListener("click", function () { localStorage.removeItem(old.name); row.remove(); });
    form.before(row);
  }

  function tabs() {
    if (!window.BroadcastChannel) return;
    var channel = new BroadcastChannel("bench"), mine = address(), id = tab();
    channel.onmessage = function (event) {
      if (event.data.form !== mine || event.data.tab === id) return;
      var note = document.getElementById("other-tab");
      if (!note) {
        note = document.createElement("p");
        note.id = "other-tab";
        note.className = "notice";
        note.setAttribute("role", "status");
        form.before(note);
      }
      note.textContent = "Another tab has this form open, too. Each keeps what is typed in it; the one that saves second is shown both.";
      if (event.data.asks) channel.postMessage({ form: mine, tab: id, asks: false });
    };
    channel.postMessage({ form: mine, tab: id, asks: true });
  }

  function start() {
    var saved = document.querySelector("[data-saved]");
    if (saved) forget(saved.dataset.saved);
    form = document.querySelector("form[data-draft]");
    if (!form) return;
    key = PREFIX + address() + "|" + tab();
    var kept = found();
    // the server gave back what was sent
    var refused = document.querySelector(".notice[role=alert], .foreseen") || form.dataset.draft === "sent";
    var own = kept[0] && kept[0].from === location.href ? kept[0] : null;
    if (!refused && own && !same(own.pairs)) {
      restore(own.pairs);
      say("What you typed before is here again.");
    } else if (!refused && !own && (kept[0] || kept[1])) offer(kept[0] || kept[1]);
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    form.addEventListener("submit", function () { keep(); dirty = false; });
    window.addEventListener("beforeunload", function (event) {
      if (dirty && failed) event.preventDefault();
    });
    tabs();
  }
  document.addEventListener("DOMContentLoaded", start);
})();
