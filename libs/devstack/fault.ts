/** Something the person at the keyboard can put right: one plain sentence with the way out, shown without a stack trace. */
export class StackFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StackFault';
  }
}
