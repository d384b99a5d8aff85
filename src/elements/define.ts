/**
 * The browser's registry, but that a tag which another copy of the package has defined already stays as it is. Under the
 * registry's own name, by which tools that read the source know what is an element.
 */
export const customElements = {
  define(tag: string, element: CustomElementConstructor): void {
    const registry = globalThis.customElements;
    if (!registry.get(tag)) registry.define(tag, element);
  },
};
