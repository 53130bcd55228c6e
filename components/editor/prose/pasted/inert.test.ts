import { describe, expect, it } from "vitest";
import { workOf } from "@/tests/support/work";
import { disarm } from "./inert";

describe("pasted HTML before it is parsed", () => {
  it.each([
    ["<p style='color:red' onclick=x>a</p>", "<p data-style='color:red' data-onclick=x>a</p>"],
    ["a<!-- b > c -->d", "ad"],
    ["<!--[if gte mso 9]><xml>x</xml><![endif]-->a", "a"],
    ["<![if !supportLists]>1.<![endif]>a", "1.a"],
    ["<?xml version='1.0'?>a", "a"],
    ["<STYLE>p{}</STYLE >a<script>b</script>c", "ac"],
    ["<style><!-- p{} --></style>a", "a"],
    ['<p title="a < b > c" style="x">d</p>', '<p title="a < b > c" data-style="x">d</p>'],
    ["a<!-- b", "a<!-- b"],
    ["a<!-- b <!-- c <style>d</style>e", "a<!-- b <!-- c e"],
  ])("%s", (html, plain) => {
    expect(disarm(html)).toBe(plain);
  });

  it.each([
    "<!--",
    "<style",
    "<STYLE>",
    "<?xml",
    "<![",
    "<a ",
    "<a '\"",
    '<a x="',
    "<a<",
    "<a on",
    "<a style ",
  ])("is read in one pass, however often “%s” begins", (start) => {
    const html = start.repeat(Math.ceil(200_000 / start.length));
    expect(workOf(() => disarm(html))).toBeLessThan(300);
  });
});
