/**
 * Requests that met the end of the session wait here, all for the same dialog. The dialog (app/sign-in-again.tsx)
 * registers itself; before anybody has signed in there is none, and the 401 stands.
 */
type Ask = () => Promise<boolean>;

let dialog: Ask | undefined;
let pending: Promise<boolean> | undefined;

export function offerSignIn(ask: Ask): () => void {
  dialog = ask;
  return () => {
    if (dialog === ask) dialog = undefined;
  };
}

/** True once the person has signed in again; false when there is nobody to ask or they left. */
export function signInAgain(): Promise<boolean> {
  if (!dialog) return Promise.resolve(false);
  pending ??= dialog().finally(() => {
    pending = undefined;
  });
  return pending;
}
