import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface KeyUse {
  namespace: string;
  /** The key, or a pattern of it where a part is only known when the page runs. */
  key: string | RegExp;
  at: string;
}

/** Every call of a `t` in the sources, read from their syntax: which namespace it looks in, and for what. */
export function usesIn(folder: string): KeyUse[] {
  return sources(folder).flatMap((path) => usesOf(path.slice(folder.length + 1), readFileSync(path, 'utf8')));
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'test' || name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(name) && !/\.(spec|d)\.tsx?$/.test(name) ? [path] : [];
  });
}

type Scope = Map<string, string>;

export function usesOf(name: string, text: string): KeyUse[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const uses: KeyUse[] = [];
  const visit = (node: ts.Node, scopes: readonly Scope[]): void => {
    const inner = ts.isFunctionLike(node) ? [new Map<string, string>(), ...scopes] : scopes;
    if (ts.isVariableDeclaration(node)) bind(node, inner[0]);
    if (ts.isCallExpression(node)) {
      const at = `${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const found = asked(node, inner);
      if (found) for (const key of found.keys) uses.push({ ...qualified(found.namespace, key), at });
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(file, [new Map()]);
  return uses;
}

/** `const { t: say } = useTranslation('parts')` */
function bind(node: ts.VariableDeclaration, scope: Scope | undefined): void {
  const call = node.initializer;
  if (!scope || !call || !ts.isCallExpression(call) || call.expression.getText() !== 'useTranslation') return;
  const [argument] = call.arguments;
  const namespace = argument && ts.isStringLiteral(argument) ? argument.text : 'common';
  if (!ts.isObjectBindingPattern(node.name)) return;
  for (const element of node.name.elements)
    if ((element.propertyName ?? element.name).getText() === 't') scope.set(element.name.getText(), namespace);
}

function asked(call: ts.CallExpression, scopes: readonly Scope[]) {
  const [first] = call.arguments;
  if (!first) return undefined;
  const callee = call.expression;
  if (callee.getText() === 'i18n.t') return { namespace: 'common', keys: keysOf(first) };
  // names.code('evidence', kind)
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'code' && ts.isStringLiteral(first))
    return { namespace: 'codes', keys: [pattern([`${first.text}.`, ''])] };
  if (!ts.isIdentifier(callee)) return undefined;
  const namespace = scopes.find((scope) => scope.has(callee.text))?.get(callee.text);
  return namespace === undefined ? undefined : { namespace, keys: keysOf(first) };
}

/** What an expression may be; one that says nothing by itself is left to the strings around it. */
function keysOf(node: ts.Expression): (string | RegExp)[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return keysOf(node.expression);
  if (ts.isTemplateExpression(node))
    return [pattern([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)])];
  if (ts.isArrayLiteralExpression(node))
    return node.elements.flatMap((element) =>
      ts.isSpreadElement(element) ? inSpread(element.expression) : keysOf(element),
    );
  return [];
}

function inSpread(node: ts.Expression): (string | RegExp)[] {
  if (ts.isParenthesizedExpression(node)) return inSpread(node.expression);
  if (ts.isConditionalExpression(node)) return [...inSpread(node.whenTrue), ...inSpread(node.whenFalse)];
  return keysOf(node);
}

const pattern = (parts: readonly string[]): RegExp =>
  new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`);

function qualified(namespace: string, key: string | RegExp): Pick<KeyUse, 'namespace' | 'key'> {
  if (typeof key !== 'string' || !key.includes(':')) return { namespace, key };
  const at = key.indexOf(':');
  return { namespace: key.slice(0, at), key: key.slice(at + 1) };
}

/** All strings of the sources, for keys that reach `t` by a table. */
export function stringsIn(folder: string): Set<string> {
  const found = new Set<string>();
  for (const path of sources(folder)) {
    const file = ts.createSourceFile(
      path,
      readFileSync(path, 'utf8'),
      ts.ScriptTarget.Latest,
      false,
      ts.ScriptKind.TSX,
    );
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) found.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}
