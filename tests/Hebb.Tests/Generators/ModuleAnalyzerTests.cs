namespace Hebb.Tests;

/// <summary>What the analyzers say of small modules.</summary>
public sealed class ModuleAnalyzerTests
{
    const string Forward = "public override Tensor Forward(Tensor x) => x;";

    [Theory]
    [InlineData("class Net : Module { readonly Linear a = new(1, 1); FORWARD }", "HEBB001 a")]
    [InlineData("class Net : Module { public Parameter? A { get; set; } FORWARD }", "HEBB001 A")]
    [InlineData("class Net : Module { readonly Linear[] a = [new(1, 1)]; FORWARD }", "HEBB001 a")]
    [InlineData("class Net : Module { readonly Module a; public Net(Module a) => this.a = a; FORWARD }", "HEBB001 a")]
    [InlineData("class Net<T> : Module where T : Module { readonly T a; public Net(T a) { var b = a; this.a = b; } FORWARD }", "HEBB001 a")]
    [InlineData("class Net(Linear a) : Module { public override Tensor Forward(Tensor x) => a.Forward(x); }", "HEBB001 a")]
    [InlineData("partial class Net(Linear a) : Module { public override Tensor Forward(Tensor x) => a.Forward(x); }", "HEBB001 a")]
    [InlineData("class Outer { partial class Net : Module { readonly Linear a = new(1, 1); FORWARD } }", "HEBB001 a")]
    [InlineData("file partial class Net : Module { readonly Linear a = new(1, 1); FORWARD }", "HEBB001 a")]
    [InlineData("class Net : Module { readonly Linear a, b; public Net() { a = Add(\"a\", new Linear(1, 1)); b = new Linear(1, 1); } FORWARD }", "HEBB001 b")]
    [InlineData("class Net : Module { readonly Linear a = new(1, 1); public override Tensor Forward(Tensor x) => Run(a, x); Tensor Run(Linear l, Tensor x) => l.Forward(x); }", "HEBB001 a")]
    public Task WhatIsHeldAndNotRegistered(string source, string says) => Says(source, says);

    [Theory]
    [InlineData("partial class Net : Module { readonly Linear a = new(1, 1); FORWARD }")]
    [InlineData("partial class Outer { partial class Net : Module { readonly Linear a = new(1, 1); FORWARD } }")]
    [InlineData("partial class Net(Linear a) : Module { readonly Linear a = a; FORWARD }")]
    [InlineData("class Net : Module { [NotRegistered] readonly Linear a = new(1, 1); FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a; public Net() => a = Add(\"a\", new Linear(1, 1)); FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a = new(1, 1); public Net() => Add(\"a\", a); FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a, b; public Net() => (a, b) = (Add(\"a\", new Linear(1, 1)), Add(\"b\", new Linear(1, 1))); FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a; public Net(Linear a) { Add(\"a\", a); this.a = a; } FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a; public Net() { var l = new Linear(1, 1); this.a = l; Add(\"a\", l); } FORWARD }")]
    [InlineData("class Net : Module { readonly Linear[] a = new Linear[2]; public Net() { for (int i = 0; i < 2; i++) a[i] = Add($\"a{i}\", new Linear(1, 1)); } FORWARD }")]
    [InlineData("class Net : Module { readonly List<Linear> a = []; public Net() { for (int i = 0; i < 2; i++) a.Add(Add($\"a{i}\", new Linear(1, 1))); } FORWARD }")]
    [InlineData("class Net : Module { readonly Dictionary<string, Linear> a = []; public Net() { a[\"x\"] = Add(\"x\", new Linear(1, 1)); } FORWARD }")]
    [InlineData("class Net : Module { readonly Linear[] a; public Net() { a = Enumerable.Range(0, 3).Select(i => Add($\"a{i}\", new Linear(1, 1))).ToArray(); } FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a = new(1, 1); public Net() => Add(\"all\", new Sequential(a, new ReLU())); FORWARD }")]
    [InlineData("class Net : Module { readonly Parameter w; public Net() => w = AddParameter(\"w\", Tensor.Ones([1])); FORWARD }")]
    [InlineData("class Net : Module { readonly Linear a; public Net() => a = Make(\"a\"); Linear Make(string name) => Add(name, new Linear(1, 1)); FORWARD }")]
    [InlineData("class Low : Module { public Low(Module a) => Add(\"a\", a); FORWARD } class Net : Low { readonly Module a; public Net(Module a) : base(a) => this.a = a; }")]
    [InlineData("class Net : Module { readonly Linear a = new(1, 1); protected override void RegisterMembers(ref MemberRegistration members) => members.Module(\"a\", a); FORWARD }")]
    [InlineData("class NoModule { readonly Linear a = new(1, 1); public Tensor Run(Tensor x) => a.Forward(x); }")]
    [InlineData("class Net : Module { static readonly Linear a = new(1, 1); readonly Func<Linear>? make; public Linear B => a; FORWARD }")]
    public Task NothingOfWhatIsRegisteredOrMeant(string source) => Says(source);

    [Theory]
    [InlineData("partial class Net : Module { readonly Dictionary<string, Linear> a = []; FORWARD }", "HEBB002 a")]
    [InlineData("partial class Net : Module { readonly List<Linear[]> a = []; FORWARD }", "HEBB002 a")]
    [InlineData("partial class Net : Module { (Linear, Linear) a = (new(1, 1), new(1, 1)); FORWARD }", "HEBB002 a")]
    [InlineData("partial class Net : Module { readonly IEnumerable<Parameter> a = []; FORWARD }", "HEBB002 a")]
    [InlineData("partial class Net : Module { readonly List<Linear> a = []; readonly IReadOnlyList<Module> b = []; readonly ModuleDict<Linear> c = new(); readonly Dictionary<string, Tensor> d = []; FORWARD }")]
    public Task CollectionsThatGiveNoNames(string source, params string[] says) => Says(source, says);

    [Theory]
    [InlineData("partial class Net : Module { [StateName(\"a.b\")] readonly Linear a = new(1, 1); FORWARD }", "HEBB003 a")]
    [InlineData("partial class Net : Module { [StateName(\"\")] readonly Linear a = new(1, 1); FORWARD }", "HEBB003 a")]
    [InlineData("partial class Net : Module { readonly Linear head = new(1, 1); public Linear Head { get; } = new(1, 1); FORWARD }", "HEBB003 Head")]
    [InlineData("partial class Low : Module { readonly Linear a = new(1, 1); FORWARD } partial class Net : Low { readonly Linear a = new(1, 1); }", "HEBB003 a")]
    [InlineData("partial class Low : Module { public virtual Linear A { get; } = new(1, 1); FORWARD } partial class Net : Low { public override Linear A { get; } = new(2, 2); }")]
    public Task NamesThatCannotBe(string source, params string[] says) => Says(source, says);

    [Theory]
    [InlineData("class Low : Module { FORWARD } class Net : Low { public new Tensor Forward(Tensor x) => x; }", "HEBB004 Forward")]
    [InlineData("class Net : ModuleList<Linear> { public Tensor Forward(Tensor x, Tensor y) => x + y; }", "HEBB004 Forward")]
    [InlineData("class Low : Module { public override Tensor Forward(Tensor x) => throw new NotSupportedException(); } class Net : Low { public Tensor Forward(Tensor x, Tensor y) => x + y; }", "HEBB004 Forward")]
    [InlineData("class Low : Module { public override Tensor Forward(Tensor x) => throw new NotSupportedException(); public Tensor Forward(Tensor x, Tensor y) => x + y; }")]
    [InlineData("class Low : Module { FORWARD } class Net : Low { public Tensor Forward(Tensor x, Tensor y) => x + y; }")]
    public Task AForwardThatNobodyReaches(string source, params string[] says) => Says(source, says);

    [Theory]
    [InlineData("Tensor y = x.Relu(); last = y; return y;", "HEBB005 y")]
    [InlineData("last = x; return x;", "HEBB005 x")]
    [InlineData("return last = x * 2;", "HEBB005 x * 2")]
    [InlineData("last ??= Tensor.Zeros([1]); return x + last;", "HEBB005 Tensor.Zeros([1])")]
    [InlineData("(last, Other) = (x.Relu(), x.Tanh().Keep()); return x;", "HEBB005 x.Relu()")]
    [InlineData("all.Add(x.Relu()); return x;", "HEBB005 x.Relu()")]
    [InlineData("last = x.Detach().Keep(); Other = last; last = null; return x;")]
    [InlineData("Tensor y = x.Relu().Keep(); last = y; return y;")]
    [InlineData("Tensor y = x.Relu(); y.Keep(); last = y; return y;")]
    [InlineData("last = Buffer(\"mean\"); Tensor z = x; var list = new List<Tensor> { z }; list.Add(x); return z;")]
    [InlineData("last = IsTraining ? null : Buffer(\"mean\"); last = weight; return x;")]
    public Task ATensorThatIsStoredAndNotKept(string body, params string[] says) =>
        Says($"partial class Net : Module {{ Tensor? last; Tensor? Other {{ get; set; }} readonly List<Tensor> all = []; readonly Parameter weight = new(Tensor.Ones([1])); public override Tensor Forward(Tensor x) {{ {body} }} public Tensor? Last => last; }}", says);

    [Fact]
    public async Task MessagesTeachTheMend()
    {
        Assert.Contains("Make Net partial", Assert.Single(await Compiled.Of($"class Net : Module {{ readonly Linear a = new(1, 1); {Forward} }}").Messages()), StringComparison.Ordinal);
        Assert.Contains("inside Outer: make that partial too", Assert.Single(await Compiled.Of($"class Outer {{ partial class Net : Module {{ readonly Linear a = new(1, 1); {Forward} }} }}").Messages()), StringComparison.Ordinal);
        Assert.Contains("readonly Linear a = a", Assert.Single(await Compiled.Of("class Net(Linear a) : Module { public override Tensor Forward(Tensor x) => a.Forward(x); }").Messages()), StringComparison.Ordinal);
    }

    static async Task Says(string source, params string[] says) =>
        Assert.Equal(says, await Compiled.Of(source.Replace("FORWARD", Forward, StringComparison.Ordinal)).Says());
}
