using System.Text;
using Hebb.Cli.Configuration;
using Hebb.Vision.Classification;

namespace Hebb.Tests;

public sealed class JsonFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("{ \"data\": \"x\", }")]
    [InlineData("{ // why\n \"data\": /* what */ \"x\" }")]
    [InlineData("\uFEFF{ \"data\": \"x\" }")]
    public void WhatHarmsNothingIsRead(string text)
    {
        File.WriteAllText(folder.File("c.json"), text);
        Assert.Equal("x", ConfigFile.Read(folder.File("c.json"))[TrainingSetting.Data]);
    }

    [Fact]
    public void LayersKeepNoCommentAndNoTrailingComma()
    {
        File.WriteAllText(folder.File("c.json"), "{ \"data\": \"x\", \"layers\": [ { \"layer\": \"Flatten\", }, /* last */ { \"layer\": \"Linear\" }, ], }");
        TrainingSettings config = ConfigFile.Read(folder.File("c.json"));
        ConfigFile.Write(folder.File("again.json"), config);
        Assert.Equal(2, ConfigFile.Read(folder.File("again.json"))[TrainingSetting.Layers]!.Value.GetArrayLength());
    }

    [Fact]
    public void TextInUtf16IsRead()
    {
        File.WriteAllText(folder.File("c.json"), "{ \"data\": \"ü\" }", Encoding.Unicode);
        Assert.Equal("ü", ConfigFile.Read(folder.File("c.json"))[TrainingSetting.Data]);
    }

    [Theory]
    [InlineData("{ 'data': 'x' }", "line 1, column 3", "double quotation marks")]
    [InlineData("{\n  \"data\": \"x\"\n  \"epochs\": 3\n}", "line 3, column 3", "comma")]
    [InlineData("{ \"ü\": NaN }", "line 1, column 8", "no NaN")]
    [InlineData("{ \"learningRate\": -Infinity }", "line 1, column 20", "this is no JSON")]
    [InlineData("{ \"data\": True }", "line 1, column 11", "true, false and null")]
    [InlineData("{ data: 1 }", "line 1, column 3", "double quotation marks")]
    [InlineData("{ \"data\": \"x\"", "line 1, column 14", "it ends too early")]
    [InlineData("{ \"data\": \"x", "line 1", "this is no JSON")]
    [InlineData("", "is empty", "JSON was expected")]
    [InlineData(" \n\t", "is empty", "JSON was expected")]
    [InlineData("{ \"data\": \"\\ud800\" }", "half of a character", "")]
    [InlineData("{ \"\\ud800\": 1 }", "half of a character", "")]
    [InlineData("{} {}", "line 1, column 4", "this is no JSON")]
    [InlineData("[1, 2", "ends too early", "line 1")]
    public void EverySlipIsToldWithItsPlace(string text, string place, string help)
    {
        string path = folder.File("c.json");
        File.WriteAllText(path, text);
        string message = Assert.Throws<HebbException>(() => ConfigFile.Read(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains(help, message, StringComparison.Ordinal);
        CommandRun.Of("train", "--config", path).AssertFails(1, place);
        CommandRun.Of("sweep", path).AssertFails(1, place);
        CommandRun.Of("summary", "--model", path).AssertFails(1, place);
    }

    [Fact]
    public void BytesThatAreNoTextAndDepthWithoutEndAreTold()
    {
        string path = folder.File("c.json");
        File.WriteAllBytes(path, [.. "{ \"data\": \""u8, 0xFF, .. "\" }"u8]);
        Assert.Contains("no text in UTF-8", Assert.Throws<HebbException>(() => ConfigFile.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, new string('[', 100_000));
        Assert.Contains("nested more than 64 deep", Assert.Throws<HebbException>(() => ConfigFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "an array")]
    [InlineData("null", "null")]
    [InlineData("{ \"data\": \"x\", \"data\": \"y\" }", "stands there twice")]
    [InlineData("{ \"epochs\": \"3\" }", "whole number")]
    [InlineData("{ \"learningRate\": 1e999 }", "1e999")]
    [InlineData("{ \"layers\": 5 }", "a list of layers")]
    public void AWrongKindIsNamed(string text, string part)
    {
        File.WriteAllText(folder.File("c.json"), text);
        CommandRun.Of("train", "--config", folder.File("c.json")).AssertFails(1, part);
    }

    [Fact]
    public void APipeIsNotWaitedFor()
    {
        SpecialFiles.RequireUnix();
        CommandRun.Of("train", "--config", SpecialFiles.Pipe(folder.Path, "p.json")).AssertFails(1, "is a pipe");
        CommandRun.Of("train", "--config", "/dev/zero").AssertFails(1, "is a device");
        CommandRun.Of("inspect", "/dev/zero").AssertFails(1, "is a device");
        CommandRun.Of("runs", "list", "--store", "/dev/zero").AssertFails(1, "is a device");
    }
}
