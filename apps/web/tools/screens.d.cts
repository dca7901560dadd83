export interface Screen {
  name: string;
  /** A login, or a kind of person of the engagement (`director`, `leader`, `worker`, `client`); null: nobody. */
  as: string | null;
  /** Stage of the engagement that is shown. */
  at?: string;
  /** `$key` stands for the engagement's key. */
  path: string;
}

export const SCREENS: Screen[];
