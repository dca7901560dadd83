export interface Screen {
  name: string;
  /** A login, or a kind of person of the engagement (`director`, `leader`, `worker`, `client`); null: nobody. */
  as: string | null;
  /** Stage of the engagement that is shown. */
  at?: string;
  /** `$key`, `$task` and `$person` stand for what `addressOf` puts there. */
  path: string;
}

export const SCREENS: Screen[];

export function addressOf(
  screen: Screen,
  key: string | undefined,
  // biome-ignore lint/suspicious/noExplicitAny: whatever the API answers
  read: (path: string) => Promise<any>,
): Promise<string>;
