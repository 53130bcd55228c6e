import { describe, expect, test } from "vitest";
import { translator } from "@/lib/i18n/translator";
import { attributes, danglingIds, markup } from "@/tests/support/markup";
import { Bars } from "./bars";
import { Box, FactList } from "./box";
import { Button, ButtonLink, IconButton } from "./button";
import { Contents } from "./contents";
import { Empty } from "./empty";
import { Fact } from "./fact";
import { Checkbox, PasswordField, RadioGroup, SelectField, TextArea, TextField } from "./field";
import { PageHead, SectionHead } from "./heading";
import { Icon, type IconName, OctopusMark, PATHS } from "./icon";
import { Note } from "./note";
import { CoverageMark, StatusMark, StatusSquare } from "./status";
import { CardTable, ScrollTable, SortHeader } from "./table";
import { Tabs } from "./tabs";
import { Avatar, initials, Tag } from "./tag";

const t = translator("en");

describe("buttons", () => {
  test("say what they do and submit by default", () => {
    expect(markup(<Button kind="pri">Save changes</Button>)).toBe(
      '<button type="submit" class="btn pri">Save changes</button>',
    );
    expect(markup(<Button type="button" size="big" isFull icon="print" />)).toContain(
      'class="btn big full"><svg',
    );
    expect(
      markup(
        <ButtonLink href="/x" kind="bad" size="sm">
          Erase
        </ButtonLink>,
      ),
    ).toBe('<a class="btn bad sm" href="/x">Erase</a>');
  });

  test("with only an icon have a name, never submit, and say whether they are pressed", () => {
    const html = markup(<IconButton icon="bold" label="Bold" isPressed />);
    expect(html).toContain('type="button"');
    expect(html).toContain('aria-label="Bold"');
    expect(html).toContain('aria-pressed="true"');
  });
});

describe("icons", () => {
  test("are decorative and all different", () => {
    const names = Object.keys(PATHS) as IconName[];
    const drawn = names.map((name) => markup(<Icon name={name} />));
    expect(new Set(drawn).size).toBe(names.length);
    for (const html of [...drawn, markup(<OctopusMark />)]) expect(html).toContain('aria-hidden="true"');
    expect(markup(<Icon name="undo" flip />)).toContain('class="i flip"');
  });
});

describe("fields", () => {
  test("connect label, hint and error to the control", () => {
    const html = markup(
      <TextField
        name="email"
        type="email"
        label="Email"
        hint="We send a link."
        errors={["Not an address."]}
      />,
    );
    expect(html).toContain('<label for="email">Email</label>');
    expect(html).toContain('aria-describedby="email-hint email-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('class="f err"');
    expect(html.indexOf("Not an address.")).toBeLessThan(html.indexOf("<input"));
    expect(danglingIds(html)).toEqual([]);
  });

  test("without errors say nothing of errors", () => {
    const html = markup(<TextField name="name" label="Full name" errors={[]} />);
    expect(html).toContain('class="f"');
    expect(html).not.toContain("aria-invalid");
    expect(html).not.toContain("aria-describedby");
  });

  test("of all kinds stay connected to their descriptions", () => {
    const all = markup(
      <form>
        <TextArea name="why" label="Why" aside="(optional)" hint="A line." />
        <SelectField
          name="country"
          label="Country"
          empty="Choose"
          options={[{ value: "SN", label: "Senegal" }]}
        />
        <PasswordField name="password" label="Password" t={t} errors={["Too short."]} />
        <Checkbox name="charter" label="I accept" errors={["Needed."]} hint="A page." />
        <RadioGroup
          name="sector"
          label="Sector"
          hint="One."
          value="b"
          errors={["Choose."]}
          options={[
            { value: "a", label: "A" },
            { value: "b", label: "B", hint: "more" },
          ]}
        />
      </form>,
    );
    expect(danglingIds(all)).toEqual([]);
    expect(all).toContain("<fieldset");
    expect(all).toContain("<legend>Sector</legend>");
    expect(all).toContain('<option value="">Choose</option>');
    expect(attributes(all, "id")).toContain("sector");
    // The button that shows the password needs the script, so it is hidden at first.
    expect(all).toMatch(/<button[^>]*data-reveal="password"[^>]*hidden=""/);
  });
});

describe("marks", () => {
  test("each have their own shape and label", () => {
    const kinds = [
      "full",
      "partial",
      "general",
      "draft",
      "none",
      "not_assessed",
      "found",
      "recorded",
    ] as const;
    const coverage = kinds.map((kind) => markup(<CoverageMark kind={kind} label="same" />));
    expect(new Set(coverage).size).toBe(8);
    const facts = (["yes", "no", "unknown", "not_applicable"] as const).map((value) =>
      markup(<Fact value={value} t={t} />),
    );
    expect(new Set(facts).size).toBe(4);
    for (const html of facts) expect(html.replace(/<[^>]+>/g, "")).not.toBe("");
  });

  test("in a matrix have labels for screen readers only", () => {
    expect(markup(<CoverageMark kind="full" label="Covered" isQuiet />)).toContain(
      '<span class="vh">Covered</span>',
    );
  });

  test("of treaty status are a class and a label", () => {
    expect(markup(<StatusMark kind="party">Party</StatusMark>)).toBe('<span class="st party">Party</span>');
    expect(markup(<StatusSquare kind="none" />)).toBe('<span class="sw none" aria-hidden="true"></span>');
  });

  test("tags, avatars", () => {
    expect(markup(<Tag kind="warn">Pending</Tag>)).toBe('<span class="tag warn">Pending</span>');
    expect(markup(<Tag href="/x">Article 16</Tag>)).toBe('<a class="tag" href="/x">Article 16</a>');
    expect(markup(<Avatar name="Awa Diop" isSmall />)).toBe(
      '<span class="av sm" aria-hidden="true">AD</span>',
    );
    expect(initials("Nino Maria Beridze-Kaya")).toBe("NK");
    expect(initials("عائشة ضيوف")).toBe("عض");
    expect(initials("")).toBe("");
  });
});

describe("tables", () => {
  test("that become cards are in a container", () => {
    const html = markup(
      <CardTable caption="2 of 195" className="hist">
        <tbody />
      </CardTable>,
    );
    expect(html).toContain('<div class="cq"><table class="cards hist"><caption>2 of 195</caption>');
  });

  test("that scroll can be reached by keyboard and have a name", () => {
    const html = markup(<ScrollTable label="Core offences" />);
    expect(html).toContain('tabindex="0"');
    expect(html).toContain('aria-label="Core offences"');
  });

  test("are sorted by links and say how they are sorted", () => {
    const sorted = markup(
      <SortHeader href="?sort=name" sorted="descending">
        Country
      </SortHeader>,
    );
    expect(sorted).toContain('aria-sort="descending"');
    expect(sorted).toContain('href="?sort=name"');
    expect(markup(<SortHeader href="?">Region</SortHeader>)).not.toContain("aria-sort");
  });
});

describe("parts of pages", () => {
  test("tabs mark the current page", () => {
    const html = markup(
      <Tabs
        label="Senegal, views"
        tabs={[
          { href: "/a", label: "Read", isCurrent: true },
          { href: "/b", label: "History", icon: "clock", isApart: true },
        ]}
      />,
    );
    expect(html).toContain('<a href="/a" aria-current="page">Read</a>');
    expect(html).toContain('<li class="gap">');
    expect(attributes(html, "aria-current")).toEqual(["page"]);
  });

  test("contents can be nested", () => {
    const html = markup(
      <Contents
        label="On this page"
        entries={[{ href: "#a", label: "A", children: [{ href: "#b", label: "B" }] }]}
      />,
    );
    expect(html).toContain("<details");
    expect(html.match(/<ol>/g)).toHaveLength(2);
  });

  test("notes, boxes, lists of facts, empty states", () => {
    expect(markup(<Note kind="warn" title="1 change" role="status" />)).toMatch(
      /^<div class="note warn" role="status"><svg/,
    );
    const box = markup(
      <Box title="Treaty status" id="ts" isKey>
        <FactList isInBox facts={[{ term: "In force", value: "1 April 2017" }]} />
      </Box>,
    );
    expect(box).toContain('class="box info" aria-labelledby="ts"');
    expect(box).toContain('<dl class="dl in-b"><div><dt>In force</dt><dd>1 April 2017</dd></div></dl>');
    expect(danglingIds(box)).toEqual([]);
    expect(markup(<Empty action={<a href="/x">Add</a>}>Nothing yet.</Empty>)).toBe(
      '<div class="empty"><p>Nothing yet.</p><a href="/x">Add</a></div>',
    );
  });

  test("heads leave out parts that are not given", () => {
    expect(markup(<PageHead title="Senegal" />)).toBe(
      '<div class="wrap head"><div><h1>Senegal</h1></div></div>',
    );
    expect(markup(<SectionHead id="a">Recent</SectionHead>)).toBe(
      '<h2 class="h" id="a"><span>Recent</span></h2>',
    );
  });

  test("bars show their numbers and have no style attribute", () => {
    const html = markup(
      <Bars
        bars={[
          { label: "Covered", value: 24, text: "24" },
          { label: "Partly", value: 6, text: "6" },
          { label: "None", value: 0, text: "0" },
        ]}
      />,
    );
    expect(attributes(html, "width")).toEqual(["100%", "25%", "0%"]);
    expect(html).not.toContain("style=");
    expect(html).toContain("<b>24</b>");
  });
});
