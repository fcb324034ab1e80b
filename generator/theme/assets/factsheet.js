// Says when a page's check is older than its review period. The day comes from the page, today from the reader's clock;
// without scripts, or before that day, nothing is said.
const tell = () => {
  const today = new Date().toISOString().slice(0, 10);
  for (const place of document.querySelectorAll("[data-review-by]")) {
    const by = place.dataset.reviewBy;
    place.textContent = by < today ? ` · due for review since ${by}` : "";
  }
};
if (window.document$) window.document$.subscribe(tell); else tell();
