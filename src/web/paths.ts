/** Every address of a page, in one place. Keys and ids are encoded; what is undefined is left out. */
export const paths = {
  home: "/",
  login: "/login",
  search: (query: Query = {}) => `/search${queryOf(query)}`,
  unit: (partner: string, unit: string) => `/p/${part(partner)}/u/${part(unit)}`,
  partner: (partner: string) => `/p/${part(partner)}`,
  entry: (partner: string, id: string) => `/p/${part(partner)}/e/${part(id)}`,
  digests: (partner: string, query: Query = {}) => `/p/${part(partner)}/digests${queryOf(query)}`,
  releases: (partner: string, query: Query = {}) => `/p/${part(partner)}/releases${queryOf(query)}`,
  figures: (partner: string, query: Query = {}) => `/p/${part(partner)}/figures${queryOf(query)}`,
  rollouts: (partner: string) => `/p/${part(partner)}/rollouts`,
  act: (name: string) => `/do/${part(name)}`,
} as const;

export type Query = Readonly<Record<string, string | number | undefined>>;

const part = (text: string): string => encodeURIComponent(text);

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
