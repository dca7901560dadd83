/** Half-width kana, full-width spaces, hiragana: however a name is typed, it is looked for as the register writes it. */
export function nameQuery(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

/** Whether a name with its reading holds what was typed, spaces aside. */
export function matchesName(name: string, typed: string): boolean {
  const bare = (text: string) => nameQuery(text).replaceAll(' ', '').toLowerCase();
  return bare(name).includes(bare(typed));
}
