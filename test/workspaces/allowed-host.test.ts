import { expect, test } from "vitest";

import { baseUrlProblem } from "../../src/workspaces/allowed-host.ts";

const hosts = ["api.notion.com", "*.atlassian.net"];

test.each([
  "https://api.notion.com",
  "https://api.notion.com/",
  "https://API.notion.com:443",
  "https://team-1.atlassian.net/wiki",
  "http://localhost:8080",
  "http://127.0.0.1:1",
  "https://127.1.2.3",
  "http://0x7f.1",
  "http://[::1]:80",
])("%s may get the token", (url) => {
  expect(baseUrlProblem(url, { hosts, allow: false })).toBeNull();
});

test.each([
  "http://api.notion.com",
  "https://api.notion.com:8443",
  "https://api.notion.com.",
  "https://api.notion.com.example",
  "https://xapi.notion.com",
  "https://atlassian.net",
  "https://.atlassian.net",
  "https://a.b.atlassian.net",
  "https://evil-atlassian.net",
  "https://169.254.169.254",
  "http://[::ffff:169.254.169.254]",
  "http://127.0.0.1.example",
  "http://localhost.example",
  "http://0.0.0.0",
])("%s may not, unless that is allowed expressly", (url) => {
  expect(baseUrlProblem(url, { hosts, allow: false })).not.toBeNull();
  expect(baseUrlProblem(url, { hosts, allow: true })).toBeNull();
});

test.each(["", "api.notion.com", "ftp://api.notion.com", "file:///etc/passwd", "https://api.notion.com?x=1"])(
  "%j may never",
  (url) => {
    expect(baseUrlProblem(url, { hosts, allow: true })).not.toBeNull();
  },
);

test("a password in it is refused and not repeated", () => {
  const problem = baseUrlProblem("https://me:canary@api.notion.com", { hosts, allow: true });
  expect(problem).not.toBeNull();
  expect(JSON.stringify(problem)).not.toContain("canary");
});
