// The tables of docs/protocol.md, made from the schemas of protocol/.
import { z } from 'zod';
import type { Route } from '../protocol/http.ts';

/** What the tables are made of. */
export interface Contract {
  clientEvents: Readonly<Record<string, z.ZodType>>;
  /** By client event: what its acknowledgement carries */
  answers: Readonly<Record<string, z.ZodType>>;
  serverEvents: Readonly<Record<string, z.ZodType>>;
  routes: readonly Route[];
  errors: Readonly<Record<string, { status: number; retry: string; text: string }>>;
  limits: Readonly<Record<string, number>>;
  /** limits.ts, whose comments say what each limit is */
  limitsSource: string;
}

/** As much of JSON Schema as `z.toJSONSchema` makes of what we write. */
interface Node {
  $ref?: string;
  $defs?: Record<string, Node>;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Node[];
  oneOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
  required?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

type Direction = 'input' | 'output';

/** Makes all tables: Markdown by the name of the place in the document where it belongs. */
export function protocolTables(contract: Contract): Map<string, string> {
  const objects = new Map<string, Node>();
  const read = (schema: z.ZodType, io: Direction): Node => {
    const node = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Node;
    for (const [name, object] of Object.entries(node.$defs ?? {})) objects.set(name, object);
    return node;
  };

  const clientEvents = Object.entries(contract.clientEvents).map(([event, schema]) => {
    const answer = contract.answers[event];
    if (!answer) throw new Error(`${event} has no row in protocol/answers.ts`);
    return [
      `### ${event}`,
      ...described(event, read(schema, 'input')),
      ...answered('Acknowledged', `the answer to ${event}`, read(answer, 'output')),
    ].join('\n\n');
  });
  const serverEvents = Object.entries(contract.serverEvents).map(([event, schema]) =>
    [`### ${event}`, ...described(event, read(schema, 'output'))].join('\n\n'),
  );
  const http = contract.routes.map((route) => describeRoute(route, read));
  return new Map([
    ['client events', clientEvents.join('\n\n')],
    ['server events', serverEvents.join('\n\n')],
    ['http', http.join('\n\n')],
    [
      'objects',
      [...objects]
        .filter(([, { properties }]) => properties)
        .map(([name, object]) => [`### ${name}`, ...described(name, object)].join('\n\n'))
        .join('\n\n'),
    ],
    [
      'errors',
      table(
        ['code', 'HTTP', 'retry', 'text'],
        Object.entries(contract.errors).map(([code, { status, retry, text }]) => [
          quote(code),
          String(status),
          retry,
          text,
        ]),
      ),
    ],
    ['limits', limitsTable(contract)],
  ]);
}

function describeRoute(route: Route, read: (schema: z.ZodType, io: Direction) => Node): string {
  const { route: name, text, params, query, body, form, answer, answerText, errors } = route;
  const part = (title: string, schema: z.ZodType | undefined): string[] =>
    schema ? [title, ...tables(name, read(schema, 'input'))] : [];
  return [
    `### ${name}`,
    text,
    ...part('In the path:', params),
    ...part('In the query:', query),
    ...part('The body, JSON:', body),
    ...(form === undefined ? [] : [`The body: ${form}`]),
    ...(answer ? answered('Answers', `the answer to ${name}`, read(answer, 'output')) : []),
    ...(answerText === undefined ? [] : [`Answers with ${answerText}`]),
    ...(errors.length === 0 ? [] : [`Refused with: ${errors.map(quote).join(', ')}.`]),
  ].join('\n\n');
}

/** What it is for, and its fields. */
function described(name: string, node: Node): string[] {
  if (node.description === undefined) throw new Error(`${name} needs a description (.describe)`);
  return [node.description, ...tables(name, node)];
}

/** What comes back: `verb` is how it is said. */
function answered(verb: string, name: string, node: Node): string[] {
  if (!node.properties && !node.oneOf) return [`${verb} with a ${typeOf(node)}.`];
  if (node.properties && Object.keys(node.properties).length === 0) return [`${verb} with nothing further.`];
  return [`${verb} with:`, ...tables(name, node)];
}

/** The fields of a payload; where it has several forms, those of each. */
function tables(name: string, node: Node): string[] {
  if (node.oneOf) return node.oneOf.flatMap((form) => [`If ${nameOf(form)}:`, ...tables(name, form)]);
  if (!node.properties) return [`The payload is a ${typeOf(node)}.`];
  return [table(['field', 'type', 'required', 'bounds', 'note'], fieldRows(name, node, ''))];
}

/** `reset` is `true` */
function nameOf({ properties = {} }: Node): string {
  const [name, field] = Object.entries(properties).find(([, each]) => 'const' in each) ?? [];
  if (name === undefined) throw new Error('the forms of a payload differ in no constant');
  return `${quote(name)} is ${quote(JSON.stringify(field?.const))}`;
}

function fieldRows(name: string, { properties = {}, required = [] }: Node, path: string): string[][] {
  return Object.entries(properties).flatMap(([key, field]) => {
    const { description = '' } = field;
    if (description === '' && !isReference(field))
      throw new Error(`the field ${path}${key} of ${name} needs a description (.describe)`);
    return [
      [quote(path + key), typeOf(field), required.includes(key) ? 'yes' : '', bounds(field), description],
      ...fieldRows(name, inner(field), `${path}${key}.`),
    ];
  });
}

/** The object behind a field that may also be null. */
function inner(field: Node): Node {
  return field.anyOf?.find(({ properties }) => properties) ?? field;
}

/** The name says it: its own table describes it. */
function isReference({ $ref, items, anyOf }: Node): boolean {
  return $ref !== undefined || items?.$ref !== undefined || anyOf?.some(isReference) === true;
}

function typeOf(node: Node): string {
  if (node.$ref !== undefined) {
    const name = node.$ref.replace('#/$defs/', '');
    return `[${name}](#${name === 'ErrorCode' ? 'errors' : name.toLowerCase()})`;
  }
  if ('const' in node) return quote(JSON.stringify(node.const));
  if (node.enum) return node.enum.map((value) => quote(JSON.stringify(value))).join(' or ');
  if (node.anyOf) return node.anyOf.map(typeOf).join(' or ');
  if (node.type === 'array') return `list of ${node.items ? typeOf(node.items) : 'anything'}`;
  return [node.type ?? 'anything'].flat().join(' or ');
}

function bounds(node: Node): string {
  const { minLength: shortest, maxLength: longest, minimum, maximum, pattern } = node;
  // zod says of each integer that it is a safe one
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const parts = node.anyOf?.map(bounds) ?? [
    shortest === undefined && longest === undefined ? '' : `${range(shortest, longest)} characters`,
    least === undefined && most === undefined ? '' : range(least, most),
    pattern === undefined ? '' : quote(pattern),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function range(least: number | undefined, most: number | undefined): string {
  if (least === undefined) return `up to ${String(most)}`;
  return most === undefined ? `at least ${String(least)}` : `${String(least)} to ${String(most)}`;
}

function limitsTable({ limits, limitsSource }: Contract): string {
  const comments = new Map(
    [...limitsSource.matchAll(/\/\*\* ([^\n]*) \*\/\s+(\w+):/g)].map(([, text = '', name = '']) => [
      name,
      text,
    ]),
  );
  return table(
    ['what', 'at most'],
    Object.entries(limits).map(([name, value]) => {
      const text = comments.get(name);
      if (text === undefined) throw new Error(`LIMITS.${name} needs a comment of one line`);
      return [text, value.toLocaleString('en')];
    }),
  );
}

function quote(code: string): string {
  return `\`${code}\``;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  // a column that says nothing is left out
  const kept = heads.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
