// A small way to write elements.

type Child = Node | string | number | null | undefined | false;
type Props = Record<string, unknown>;

function fill(e: Element, props: Props, children: (Child | Child[])[]): void {
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on") && typeof value === "function") e.addEventListener(key.slice(2), value as EventListener);
    else e.setAttribute(key, value === true ? "" : String(value));
  }
  for (const c of children.flat()) if (c !== null && c !== undefined && c !== false) e.append(c instanceof Node ? c : String(c));
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  const e = document.createElement(tag);
  fill(e, props, children);
  return e;
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: (Child | Child[])[]): SVGElementTagNameMap[K] {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(e, props, children);
  return e;
}

let last = 0;

// id is an id that no other element has.
export function id(of: string): string {
  return `${of}-${++last}`;
}
