import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redraw } from './blocks';

const folder = join(process.cwd(), 'docs');
let stale = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.md'))) {
  const path = join(folder, name);
  const page = readFileSync(path, 'utf8');
  const drawn = redraw(page);
  if (drawn === page) continue;
  stale += 1;
  if (process.argv.includes('--write')) writeFileSync(path, drawn);
  process.stdout.write(
    `docs/${name} ${process.argv.includes('--write') ? 'drawn anew' : 'is not what the code says'}\n`,
  );
}
process.exitCode = stale > 0 && !process.argv.includes('--write') ? 1 : 0;
