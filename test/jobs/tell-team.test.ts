import { expect, test } from "vitest";

import type { Channel, Message } from "../../src/channels/channel.ts";
import { buildDigests } from "../../src/digest/digests.ts";
import { tellOfDrafts } from "../../src/jobs/tell-team.ts";
import { handover, openWorld, setEntries, WEEK } from "../digest/digest-world.ts";

test("the team is told of texts that wait for approval, and once", async () => {
  await using world = await openWorld();
  await setEntries(world.store, handover);
  const told: Message[] = [];
  const room: Channel = { name: "slack", send: async (message) => void told.push(message) };
  const { store, spec, now } = world.request;
  const tell = async () =>
    tellOfDrafts({ store, spec, now, channels: [room] }, WEEK, await buildDigests(world.request));
  await tell();
  expect(told).toHaveLength(1);
  expect(told[0]?.subject).toContain("3");
  await tell();
  expect(told).toHaveLength(1);
});
