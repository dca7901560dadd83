/** A JSON Schema as the API describes itself, as far as samples need it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

const FORMATS: Record<string, string> = {
  uuid: '00000000-0000-7000-8000-00000000abcd',
  date: '2027-03-31',
  'date-time': '2027-03-31T09:00:00+09:00',
};

/** The least value that a schema admits: what a stranger with the description could send. */
export function sample(schema: Schema, components: Record<string, Schema>): unknown {
  if (schema.$ref) return sample(components[schema.$ref.split('/').at(-1) as string] ?? {}, components);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const option = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (option) return sample(option, components);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, components)));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, sample(schema.properties?.[name] ?? {}, components)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => sample(schema.items ?? {}, components));
    case 'integer':
    case 'number':
      return Math.min(
        Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1),
        schema.maximum ?? Number.MAX_VALUE,
      );
    case 'boolean':
      return false;
    case 'string':
      return text(schema);
    default:
      return 'x';
  }
}

function text({ format, pattern, minLength }: Schema): string {
  if (format && FORMATS[format]) return FORMATS[format];
  if (pattern?.includes('{64}')) return 'a'.repeat(64);
  return 'x'.repeat(Math.max(1, minLength ?? 1));
}
