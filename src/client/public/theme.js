// Runs before the first paint, so that a chosen theme never flashes through the other one.
// A file and not an inline script, because the content security policy allows none inline.
(() => {
  const chosen = localStorage.getItem('ecosystia.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
})();
