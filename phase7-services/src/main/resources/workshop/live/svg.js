// Small helpers to build what is shown: HTML and SVG.

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element with these attributes and children; a child may be text. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** An HTML element with these attributes and children; a child may be text. */
export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Changes a text only where it is another one: a screen reader hears each change. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
