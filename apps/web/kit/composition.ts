/**
 * Enter that ends a conversion of the input method (IME) is not an answer. Safari reports it after the composition has
 * ended, with keyCode 229; both are kept from every handler and from the form.
 */
export function guardComposition(target: Document): void {
  target.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || !(event.isComposing || event.keyCode === 229)) return;
      event.stopImmediatePropagation();
      if (event.target instanceof HTMLInputElement) event.preventDefault();
    },
    { capture: true },
  );
}
