import type { components } from './schema.gen';

/** Shapes of the API by their names in openapi.json: `Of<'Engagement'>`. */
export type Of<Name extends keyof components['schemas']> = components['schemas'][Name];
