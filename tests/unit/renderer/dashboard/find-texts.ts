// Finds in a component's source what people would see or hear: by its syntax tree, so that a condition or a
// template hides nothing.
import { parseSync } from 'vite';

interface Node {
  type: string;
  [key: string]: unknown;
}

/** Attributes and properties whose values are seen or read aloud. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'hint',
  'error',
  'closeLabel',
  'clearLabel',
  'confirmLabel',
  'cancelLabel',
  'description',
]);

export function findTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? ''}`);
  const found: string[] = [];
  walk(program as unknown as Node, (node) => {
    found.push(...visible(node));
  });
  return found.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) walk(child, visit);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The texts that a node itself puts before people. */
function visible(node: Node): string[] {
  switch (node.type) {
    case 'JSXText':
      return [String(node['value'])];
    case 'JSXElement':
    case 'JSXFragment':
      return (node['children'] as Node[]).flatMap((child) =>
        child.type === 'JSXExpressionContainer' ? literals(child['expression']) : [],
      );
    case 'JSXAttribute':
      return SPOKEN.has(nameOf(node['name'])) ? literals(node['value']) : [];
    case 'Property':
      return SPOKEN.has(nameOf(node['key'])) ? literals(node['value']) : [];
    default:
      return [];
  }
}

function nameOf(key: unknown): string {
  const name = isNode(key) ? (key['name'] ?? key['value']) : undefined;
  return typeof name === 'string' ? name : '';
}

/** What an expression may come to, as far as it is written there. */
function literals(value: unknown): string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' ? [value['value']] : [];
    case 'TemplateLiteral':
      return (value['quasis'] as { value: { cooked: string } }[]).map((quasi) => quasi.value.cooked);
    case 'ConditionalExpression':
      return [...literals(value['consequent']), ...literals(value['alternate'])];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...literals(value['left']), ...literals(value['right'])].filter(
        () => value['operator'] !== '===' && value['operator'] !== '!==',
      );
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return literals(value['expression']);
    default:
      return [];
  }
}
