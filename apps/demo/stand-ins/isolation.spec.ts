import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

/** A stand-in has HTTP (fetch needs no import), a login and picture bytes; files only for what it remembers of digits. */
const ALLOWED = ['node:http', 'node:zlib', 'node:crypto', 'node:fs', 'node:path', 'node:readline'];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every way by which a file can get at code outside of it. */
function reachesOut(path: string, text: string): string[] {
  const faults: string[] = [];
  const check = (specifier: ts.Node | undefined): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) faults.push('a module named at run time');
    else if (!allowed(path, specifier.text)) faults.push(specifier.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) check(node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) check(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) check(node.expression);
    else if (ts.isImportTypeNode(node)) check(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      check(node.arguments[0]);
    else if (ts.isIdentifier(node) && ['require', 'getBuiltinModule', 'createRequire', 'eval'].includes(node.text)) {
      faults.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true));
  return faults;
}

function allowed(path: string, specifier: string): boolean {
  if (!specifier.startsWith('.')) return ALLOWED.includes(specifier);
  return !relative(__dirname, join(dirname(path), specifier)).startsWith('..');
}

describe('stand-ins', () => {
  it.each(files(__dirname).map((path) => [relative(__dirname, path), path]))('%s stays on its side', (_, path) => {
    expect(reachesOut(path, readFileSync(path, 'utf8'))).toEqual([]);
  });

  it('would be caught reaching out in any of these ways', () => {
    for (const line of [
      `import { Database } from '@kado/persistence/database';`,
      `import type { Plan } from '../../../libs/domain/plan';`,
      `import pg from 'pg';`,
      `import { connect } from 'node:net';`,
      `import { execFile } from 'node:child_process';`,
      `export * from '../people';`,
      `const pg = require('pg');`,
      `import pg = require('pg');`,
      `await import('pg');`,
      `await import(name);`,
      `type P = import('pg').Pool;`,
      `process.getBuiltinModule('net');`,
    ]) {
      expect([line, reachesOut(join(__dirname, 'main.ts'), line).length]).not.toEqual([line, 0]);
    }
  });
});
