import { describe, expect, test } from "vitest";
import { NO_FORM } from "@/lib/core/form-state";
import { translator } from "@/lib/i18n/translator";
import { attributes, danglingIds, markup } from "@/tests/support/markup";
import { ErrorsSummary, fieldProblems, problemText } from "./errors-summary";
import { MemberLink } from "./member-link";
import { Outcome } from "./outcome";
import { Pager } from "./pager";
import { PasskeyForm } from "./passkey-form";
import { fieldsOf } from "./post-form";
import { Day, dayText, Time } from "./time";
import { TextField } from "./ui/field";

const t = translator("en");

describe("times", () => {
  test("are printed in UTC for people and for programs", () => {
    expect(markup(<Time at="2024-12-02T09:40:30.123Z" locale="en" />)).toBe(
      '<time dateTime="2024-12-02T09:40:30Z">2 Dec 2024, 09:40 UTC</time>',
    );
    expect(markup(<Time at={new Date("2024-12-02T23:59:00Z")} locale="en" isDayOnly />)).toContain(
      'data-day="">2 Dec 2024<',
    );
  });

  test("as days, months or years are not shifted by time zones", () => {
    expect(markup(<Day day="2017-04-01" locale="en" isLong />)).toBe(
      '<time dateTime="2017-04-01">1 April 2017</time>',
    );
    expect(dayText("2017-04", "en")).toBe("Apr 2017");
    expect(dayText("2017", "fr")).toBe("2017");
    expect(dayText("2017-04-01", "fr", true)).toBe("1er avril 2017");
    expect(dayText("2017-04-11", "fr", true)).toBe("11 avril 2017");
    expect(dayText("2017-04-01", "fr")).toBe("1er avr. 2017");
  });
});

test("the form of a passkey has no alert before an error", () => {
  const html = markup(
    <PasskeyForm
      t={t}
      action="/signin"
      fields={fieldsOf(t, NO_FORM, "passkey")}
      ceremony="sign-in"
      label="Use"
    />,
  );
  expect(html).toContain("data-failed");
  expect(html).not.toContain('role="alert"');
});

describe("the summary of errors", () => {
  const problems = {
    errors: { charter: ["required"], email: ["format"] },
    error: { code: "invalid", reason: "fields" },
  };

  test("links to the fields in the order of the page and takes the focus", () => {
    const html = markup(
      <>
        <ErrorsSummary
          t={t}
          problems={problems}
          labels={{ email: "Email", charter: "Charter" }}
          ids={{ email: "e" }}
        />
        <TextField id="e" name="email" label="Email" />
        <TextField name="charter" label="Charter" />
      </>,
    );
    expect(html).toContain("There are 2 problems");
    expect(attributes(html, "href")).toEqual(["#e", "#charter"]);
    expect(html).toMatch(/role="alert" tabindex="-1"[^>]* autofocus=""/);
    expect(danglingIds(html)).toEqual([]);
  });

  test("reports errors in the values of a list once", () => {
    const values = { errors: { "articles.0": ["format"], "articles.3": ["format"], "1": ["choose"] } };
    const html = markup(
      <>
        <ErrorsSummary t={t} problems={values} labels={{ articles: "Articles" }} />
        <TextField name="articles" label="Articles" errors={fieldProblems(t, values, "articles")} />
      </>,
    );
    expect(html).toContain("There are 2 problems");
    expect(attributes(html, "href")).toEqual(["#articles"]);
    expect(html).toContain('aria-invalid="true"');
    expect(fieldProblems(t, values, "articles")).toEqual([problemText(t, "invalid", "format")]);
    expect(fieldProblems(t, values, "1")).toEqual([problemText(t, "invalid", "choose")]);
  });

  test("shows the error of the form as a whole", () => {
    const limited = { errors: {}, error: { code: "rate_limited", reason: "sign-in" } };
    expect(markup(<ErrorsSummary t={t} problems={limited} labels={{}} />)).toContain("Too many attempts");
    expect(markup(<ErrorsSummary t={t} problems={{ errors: {} }} labels={{}} />)).toBe("");
  });

  test("has a text for each code, and a general one for unknown codes", () => {
    expect(fieldProblems(t, problems, "email")).toEqual([problemText(t, "invalid", "format")]);
    expect(fieldProblems(t, problems, "name")).toBeUndefined();
    expect(problemText(t, "invalid", "no-such-code")).toBe("This value is not valid.");
  });
});

describe("small parts", () => {
  test("a pager shows only the links that there are", () => {
    const html = markup(<Pager t={t} label="Pages" next="?after=x" />);
    expect(html).toContain('rel="next"');
    expect(html).not.toContain('rel="prev"');
    expect(markup(<Pager t={t} label="Pages" />)).toBe("");
  });

  test("a member's name is a link to the public page; an erased member has none", () => {
    expect(markup(<MemberLink t={t} locale="fr" member={{ handle: "awa", displayName: "Awa" }} />)).toBe(
      '<a href="/fr/members/awa"><bdi>Awa</bdi></a>',
    );
    expect(markup(<MemberLink t={t} locale="en" member={null} />)).toContain("Former member");
  });

  test("an outcome is read aloud", () => {
    expect(markup(<Outcome title="Saved." id="saved" />)).toContain('id="saved" role="status"');
  });
});
