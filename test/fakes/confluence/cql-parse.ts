import { invalid } from "./api-error.ts";

export type CqlValue = { text: string } | { call: string; argument: string | undefined };

export type Cql =
  | { kind: "and" | "or"; parts: Cql[] }
  | { kind: "not"; part: Cql }
  | { kind: "term"; field: string; operator: string; values: CqlValue[] };

export interface CqlQuery {
  where: Cql | undefined;
  order: { field: string; isDescending: boolean }[];
}

type Token = { kind: "word" | "text" | "sign"; text: string };

/** Parses a query as far as the double knows the language; the rest is refused, never guessed. */
export function parseCql(text: string): CqlQuery {
  const tokens = tokensOf(text);
  const parser = { tokens, at: 0, text };
  const where = isWord(parser, "order") || tokens.length === 0 ? undefined : parseOr(parser);
  const order = takeWord(parser, "order") ? parseOrder(parser) : [];
  if (parser.at < tokens.length || (!where && order.length === 0)) throw unparsable(text);
  return { where, order };
}

interface Parser {
  tokens: Token[];
  at: number;
  text: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern =
    /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(!=|!~|>=|<=|[=~<>(),])|([^\s"'=~<>!(),]+))/y;
  while (pattern.lastIndex < text.trimEnd().length) {
    const match = pattern.exec(text);
    if (!match) throw unparsable(text);
    const quoted = match[1] ?? match[2];
    if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replaceAll(/\\(.)/g, "$1") });
    else if (match[3] !== undefined) tokens.push({ kind: "sign", text: match[3] });
    else tokens.push({ kind: "word", text: match[4] ?? "" });
  }
  return tokens;
}

function parseOr(parser: Parser): Cql {
  const parts = [parseAnd(parser)];
  while (takeWord(parser, "or")) parts.push(parseAnd(parser));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "or", parts };
}

function parseAnd(parser: Parser): Cql {
  const parts = [parseUnary(parser)];
  while (takeWord(parser, "and")) parts.push(parseUnary(parser));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "and", parts };
}

function parseUnary(parser: Parser): Cql {
  if (takeWord(parser, "not")) return { kind: "not", part: parseUnary(parser) };
  if (takeSign(parser, "(")) {
    const inner = parseOr(parser);
    if (!takeSign(parser, ")")) throw unparsable(parser.text);
    return inner;
  }
  return parseTerm(parser);
}

function parseTerm(parser: Parser): Cql {
  const field = next(parser);
  if (field.kind !== "word") throw unparsable(parser.text);
  const name = field.text.toLowerCase();
  const isNegated = takeWord(parser, "not");
  if (takeWord(parser, "in")) {
    const term: Cql = { kind: "term", field: name, operator: "=", values: parseList(parser) };
    return isNegated ? { kind: "not", part: term } : term;
  }
  const operator = next(parser);
  if (isNegated || operator.kind !== "sign" || /[(),]/.test(operator.text)) throw unparsable(parser.text);
  const values = [parseValue(parser)];
  if (operator.text === "!=" || operator.text === "!~") {
    return { kind: "not", part: { kind: "term", field: name, operator: operator.text.slice(1), values } };
  }
  return { kind: "term", field: name, operator: operator.text, values };
}

function parseList(parser: Parser): CqlValue[] {
  if (!takeSign(parser, "(")) throw unparsable(parser.text);
  const values = [parseValue(parser)];
  while (takeSign(parser, ",")) values.push(parseValue(parser));
  if (!takeSign(parser, ")")) throw unparsable(parser.text);
  return values;
}

function parseValue(parser: Parser): CqlValue {
  const token = next(parser);
  if (token.kind === "sign") throw unparsable(parser.text);
  if (token.kind === "text" || !takeSign(parser, "(")) return { text: token.text };
  const argument = isSign(parser, ")") ? undefined : next(parser).text;
  if (!takeSign(parser, ")")) throw unparsable(parser.text);
  return { call: token.text.toLowerCase(), argument };
}

function parseOrder(parser: Parser): CqlQuery["order"] {
  if (!takeWord(parser, "by")) throw unparsable(parser.text);
  const order: CqlQuery["order"] = [];
  do {
    const field = next(parser).text.toLowerCase();
    const isDescending = takeWord(parser, "desc");
    if (!isDescending) takeWord(parser, "asc");
    order.push({ field, isDescending });
  } while (takeSign(parser, ","));
  return order;
}

function next(parser: Parser): Token {
  const token = parser.tokens[parser.at];
  if (!token) throw unparsable(parser.text);
  parser.at += 1;
  return token;
}

function isWord({ tokens, at }: Parser, word: string): boolean {
  const token = tokens[at];
  return token?.kind === "word" && token.text.toLowerCase() === word;
}

function isSign({ tokens, at }: Parser, sign: string): boolean {
  const token = tokens[at];
  return token?.kind === "sign" && token.text === sign;
}

function takeWord(parser: Parser, word: string): boolean {
  if (!isWord(parser, word)) return false;
  parser.at += 1;
  return true;
}

function takeSign(parser: Parser, sign: string): boolean {
  if (!isSign(parser, sign)) return false;
  parser.at += 1;
  return true;
}

function unparsable(text: string): Error {
  return invalid(`Could not parse cql : ${text}`);
}
