import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints texts as if they stood in the given files of the tree: [{file, text, typed}] on standard input, the rules broken
 * (one list a text) on standard output. Only texts that break a rule with types get types: they cost a compilation each.
 * A process of its own, because the configuration is an ES module, which Jest on Node 20 can not import.
 */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const withTypes = new ESLint();
const withoutTypes = new ESLint({ overrideConfig: [{ files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked }] });
const broken = [];
for (const { file, text, typed } of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const results = await (typed ? withTypes : withoutTypes).lintText(text, { filePath: file });
  broken.push(results.flatMap((result) => result.messages.map((message) => message.ruleId ?? message.message)));
}
process.stdout.write(JSON.stringify(broken));
