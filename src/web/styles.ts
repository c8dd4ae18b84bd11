/** The one style sheet. Colours hold 4.5:1 and more against what they stand on, in light and in dark. */
export const STYLES = `
:root {
  --ground: #fbfaf8; --paper: #ffffff; --ink: #1d2327; --soft: #5b656c; --line: #dcd8d0;
  --mark: #fff0b8; --accent: #0b5a6b; --accent-ink: #ffffff; --good: #1b6440; --bad: #9a2c1f; --wait: #7a5200;
  --good-ground: #e3f2e8; --bad-ground: #fbe6e2; --wait-ground: #fdf0d3;
  font: 15px/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", Meiryo, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181b; --paper: #1c2226; --ink: #e8e6e1; --soft: #a5aeb4; --line: #353d42;
    --mark: #5a4a00; --accent: #6cc5d8; --accent-ink: #06242b; --good: #86d3a6; --bad: #f2a094; --wait: #ecc46a;
    --good-ground: #173326; --bad-ground: #3b201b; --wait-ground: #3a2e12;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: .5rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 1; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; padding: .6rem 1.25rem;
  background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; font-size: 1.1rem; text-decoration: none; color: var(--ink); }
.partner { color: var(--soft); }
header nav { display: flex; flex-wrap: wrap; gap: .1rem .2rem; }
header nav a { padding: .3rem .7rem; border-radius: 6px; text-decoration: none; color: var(--ink); }
header nav a[aria-current] { background: var(--accent); color: var(--accent-ink); }
.who { margin-left: auto; display: flex; gap: .5rem; align-items: center; color: var(--soft); }
main { max-width: 76rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
main.outside { max-width: 34rem; padding-top: 4rem; }
h1 { font-size: 1.35rem; margin: .5rem 0 1rem; line-height: 1.35; }
h2 { font-size: 1.05rem; margin: 1.6rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .2rem; line-height: 1.45; }
.columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 1.5rem; align-items: start; }
.pair { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1.5rem; align-items: start; }
@media (max-width: 50rem) { .columns, .pair { grid-template-columns: minmax(0, 1fr); } main { padding: .75rem .9rem 3rem; } header { padding: .6rem .9rem; } }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; margin: 0 0 .75rem; }
.card > :last-child { margin-bottom: 0; }
.card > h2:first-child { margin-top: 0; }
ul.card { padding-left: 2rem; }
.meta { color: var(--soft); font-size: .87rem; margin: .1rem 0 .4rem; display: flex; flex-wrap: wrap; gap: .1rem .7rem; }
.text { white-space: pre-wrap; margin: 0 0 .8rem; }
.tag { display: inline-block; white-space: nowrap; padding: 0 .5rem; border-radius: 99px; font-size: .82rem; border: 1px solid var(--line); }
.tag.success, .tag.published, .tag.approved, .tag.released { background: var(--good-ground); color: var(--good); border-color: transparent; }
.tag.failure, .tag.held, .tag.withdrawn { background: var(--bad-ground); color: var(--bad); border-color: transparent; }
.tag.issue, .tag.waiting, .tag.draft { background: var(--wait-ground); color: var(--wait); border-color: transparent; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; border-radius: 2px; }
.searchbar { display: flex; gap: .5rem; margin-bottom: 1rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input[type=search], input[type=text], select, textarea { background: var(--paper); border: 1px solid var(--soft); border-radius: 6px; padding: .45rem .6rem; max-width: 100%; }
input[type=search] { flex: 1; min-width: 0; font-size: 1.1rem; }
textarea { width: 100%; min-height: 7rem; }
button { background: var(--accent); color: var(--accent-ink); border: 1px solid var(--accent); border-radius: 6px; padding: .4rem .9rem; cursor: pointer; }
button.second { background: transparent; color: var(--accent); }
button.plain { background: none; border: none; color: var(--accent); padding: .2rem; text-decoration: underline; }
.act { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin: .4rem 0; }
.facets ul { list-style: none; padding: 0; margin: .2rem 0 1rem; }
.facets li { display: flex; justify-content: space-between; gap: .5rem; padding: .1rem 0; }
.facets h2 { margin: 0; font-size: .85rem; color: var(--soft); }
.facets a[aria-current] { font-weight: 700; }
.count { color: var(--soft); font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; margin-bottom: 1rem; }
table { border-collapse: collapse; width: 100%; background: var(--paper); }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
th, td { overflow-wrap: normal; }
thead th, td .tag { white-space: nowrap; }
thead th { background: var(--ground); font-weight: 600; }
.diff del { background: var(--bad-ground); color: var(--bad); text-decoration: none; white-space: pre-wrap; display: block; padding: .2rem .4rem; }
.diff ins { background: var(--good-ground); color: var(--good); text-decoration: none; white-space: pre-wrap; display: block; padding: .2rem .4rem; }
td.date { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.total th, tr.total td { font-weight: 700; border-top: 2px solid var(--soft); }
meter { width: 8rem; height: .8rem; }
.act a[aria-current] { font-weight: 700; color: var(--ink); text-decoration: none; }
details > summary { cursor: pointer; color: var(--accent); }
pre { white-space: pre-wrap; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .7rem; margin: .5rem 0; font: inherit; }
.notice { border-left: 4px solid var(--bad); }
.empty { color: var(--soft); }
@media print { header, form, .facets { display: none; } }
`;

/** A bridge. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5a6b"/><path d="M4 21h24M7 21c2-9 16-9 18 0M11 21v-4M16 21v-6M21 21v-4" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`;
