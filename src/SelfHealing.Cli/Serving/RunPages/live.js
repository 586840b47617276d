// Asks for the page again and again, and puts in what has changed. What a person fills in or has opened stays.
(() => {
  const away = document.getElementById('away');
  const version = () => document.querySelector('main').dataset.version;
  const take = page => {
    const main = page.querySelector('main');
    if (!main)
      return;
    for (const part of main.querySelectorAll('[data-live]')) {
      const old = document.getElementById(part.id);
      if (!old || old.dataset.live === part.dataset.live)
        continue;
      const opened = [...old.querySelectorAll('details[open]')].map(details => details.id);
      const focused = document.activeElement && old.contains(document.activeElement) ? document.activeElement.id : '';
      const scrolled = [...old.querySelectorAll('[id]')].filter(box => box.scrollTop || box.scrollLeft).map(box => [box.id, box.scrollLeft, box.scrollTop]);
      old.dataset.live = part.dataset.live;
      old.replaceChildren(...part.childNodes);
      for (const id of opened)
        document.getElementById(id)?.setAttribute('open', '');
      if (focused)
        document.getElementById(focused)?.focus({ preventScroll: true });
      for (const [id, left, top] of scrolled)
        document.getElementById(id)?.scrollTo(left, top);
    }
    document.title = page.title;
    document.querySelector('main').dataset.version = main.dataset.version;
  };
  const ask = async () => {
    if (document.hidden)
      return;
    try {
      const answer = await fetch(location.href, { headers: { 'If-None-Match': `"${version()}"` }, cache: 'no-store' });
      if (answer.ok)
        take(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      away.hidden = answer.ok || answer.status === 304 || answer.status === 429;
    } catch {
      // It may come back.
      away.hidden = false;
    }
  };
  const again = () => setTimeout(async () => { await ask(); again(); }, 1000);
  again();
})();
