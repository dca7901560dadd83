import { ESLint } from 'eslint';

/**
 * Lints texts as if they stood in the given files of the tree: [{file, text}] on standard input, the rules broken (one
 * list a text) on standard output. A process of its own, because the configuration is an ES module, which Jest on
 * Node 20 can not import.
 */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const eslint = new ESLint();
const broken = [];
for (const { file, text } of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const results = await eslint.lintText(text, { filePath: file });
  broken.push(results.flatMap((result) => result.messages.map((message) => message.ruleId ?? message.message)));
}
process.stdout.write(JSON.stringify(broken));
