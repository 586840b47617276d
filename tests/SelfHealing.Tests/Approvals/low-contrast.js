// The texts whose contrast with their background is below 4.5 : 1 (WCAG 2, level AA).
(() => {
  const parse = colour => colour.match(/[\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    // In the graph, a text lies on its state.
    const box = element instanceof SVGElement && element.parentElement.querySelector('rect');
    if (box)
      return parse(getComputedStyle(box).fill);
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0)
        return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.body.querySelectorAll('*')) {
    // What a graph's part is called shows when one points at it.
    if (element.tagName === 'title' || ![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
      continue;
    const [above, below] = [light(parse(getComputedStyle(element)[element instanceof SVGElement ? 'fill' : 'color'])), light(behind(element))];
    const ratio = (Math.max(above, below) + 0.05) / (Math.min(above, below) + 0.05);
    if (ratio < 4.5)
      low.push(`${ratio.toFixed(2)} ${element.tagName} ${element.textContent.trim().slice(0, 40)}`);
  }
  return low;
})()
