using Hebb.Data;
using Hebb.Formats;
using Hebb.Nn;
using Hebb.Optim;
using Hebb.Training;

namespace Hebb.Tests;

/// <summary>A partial class that derives from Module registers what its fields and properties hold.</summary>
public sealed partial class ModuleMemberTests
{
    static string[] Names(Module module) => [.. module.StateDict().Keys];

    [Fact]
    public void FieldsAndPropertiesAreRegisteredInTheirOrderUnderPyTorchsSpelling()
    {
        var net = new Net();
        Assert.Equal(["scale", "first_block.weight", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked", "hidden.weight", "fc.weight"], Names(net));
        Assert.Equal(["scale", "first_block.weight", "bn1.weight", "bn1.bias", "hidden.weight", "fc.weight"], net.NamedParameters().Select(p => p.Key));
        Assert.Equal(["first_block", "bn1", "hidden", "fc"], net.Children.Select(c => c.Key));
        Assert.Same(net.Head, net.Children[^1].Value);
        Assert.Equal("scale", net.Scale.Name);
    }

    [Fact]
    public void PrintingAndSummariesShowTheParts()
    {
        Assert.Contains("  (first_block): Linear(in_features=4, out_features=4, bias=False)\n", new Net().ToString(), StringComparison.Ordinal);
        ModuleSummary summary = new Net().Summary([2, 4]);
        Assert.Equal(["", "first_block", "bn1", "hidden", "fc"], summary.Rows.Select(r => r.Name));
        Assert.Equal(4 + 16 + 8 + 16 + 12, summary.Parameters);
    }

    [Fact]
    public void TrainEvalFreezeAndTypesReachThem()
    {
        var net = new Net();
        net.Eval();
        Assert.All(net.NamedModules(), m => Assert.False(m.Value.IsTraining));
        net.Train().To(DType.Float64).Freeze();
        Assert.All(net.NamedModules(), m => Assert.True(m.Value.IsTraining));
        Assert.All(net.NamedParameters(), p => Assert.Equal(DType.Float64, p.Value.DType));
        Assert.All(net.Parameters(), p => Assert.False(p.RequiresGrad));
        Assert.Equal(DType.Float64, net.Forward(Tensor.Ones([2, 4], DType.Float64)).DType);
    }

    [Fact]
    public void ATrainerTrainsAllOfThem()
    {
        Generator.Default.Reseed(3);
        var net = new Net();
        Dictionary<string, Tensor> before = net.StateDict();
        var data = new TensorDataset(Tensor.Randn([32, 4]), Tensor.Randn([32, 3]));
        new Trainer(net, new SGD(net.Parameters(), 0.05), new MSELoss()) { Epochs = 2 }.Fit(new DataLoader(data, batchSize: 8));
        foreach ((string name, Tensor now) in net.StateDict()) Assert.False(now.SequenceEqual(before[name]), name);
    }

    [Fact]
    public void TheyAreSavedAndLoaded()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "net.safetensors");
        Module net = new Net().Eval(), again = new Net().Eval();
        Tensor x = Tensor.Randn([5, 4]);
        net.Save(path);
        Assert.False(again.Forward(x).SequenceEqual(net.Forward(x)));
        again.Load(path);
        Assert.True(again.Forward(x).SequenceEqual(net.Forward(x)));
    }

    [Fact]
    public void WhatTheBaseHoldsComesFirst()
    {
        Assert.Equal(["bottom.weight", "top.weight"], Names(new Upper()));
        Assert.Equal(["bottom.weight", "top.weight", "roof.weight"], Names(new Roofed()));
    }

    [Fact]
    public void GenericClassesAndThoseInsideOthersAreRegisteredToo()
    {
        Assert.Equal(["inner.weight", "list.0.weight"], Names(new Around<Linear>(new Linear(1, 1, bias: false))));
        Assert.Equal(["linear.weight"], Names(new Around<ReLU>.Within()));
    }

    [Fact]
    public void AMemberThatIsNullOrAssignedLateOrReplacedIsWhatItHoldsNow()
    {
        var net = new Changing();
        Assert.Empty(Names(net));
        Assert.Empty(net.Children);
        net.Eval();
        net.Head = new Linear(2, 2, bias: false);
        Assert.Equal(["head.weight"], Names(net));
        var other = new Linear(2, 3);
        net.Head = other;
        Assert.Equal(["head.weight", "head.bias"], Names(net));
        Assert.Same(other, net.Children.Single().Value);
        net.Head = null;
        Assert.Empty(Names(net));
    }

    [Fact]
    public void ArraysAndListsAreModuleLists()
    {
        var net = new Lists();
        Assert.Equal(["scales.0", "scales.1", "blocks.0.weight", "blocks.2.weight", "heads.0.weight"], Names(net));
        Assert.Equal(["blocks", "heads"], net.Children.Select(c => c.Key));
        Assert.Contains("(blocks): ModuleList(\n    (0): Linear", net.ToString(), StringComparison.Ordinal);
        net.Heads.Add(new Linear(1, 1, bias: false));
        net.Eval();
        Assert.Contains("heads.1.weight", Names(net));
        Assert.False(net.Heads[1].IsTraining);
        Assert.All(net.NamedModules(), m => Assert.False(m.Value.IsTraining));
    }

    [Fact]
    public void AddMayBeMixedInAndAChildIsRegisteredOnce()
    {
        var net = new Mixed();
        Assert.Equal(["given.weight", "same.weight", "block0.weight", "block1.weight", "own.weight"], Names(net));
        Assert.Equal(5, net.ParameterCount);
        Assert.Throws<HebbException>(() => new Clash().Children);
        Assert.Throws<ArgumentException>(() => new Mixed().AddTwice());
    }

    [Fact]
    public void WhatIsNotRegisteredStaysOut() => Assert.Equal(["student.weight"], Names(new Distilled(new Linear(1, 1))));

    [Fact]
    public void TiedParametersKeepBothNamesAndCountOnce()
    {
        var net = new Tied();
        Assert.Equal(["first.weight", "second.weight"], Names(net));
        Assert.Equal(["first.weight"], net.NamedParameters().Select(p => p.Key));
    }

    [Fact]
    public void AMemberThatLeadsBackIsAnErrorThatNamesTheWay()
    {
        HebbException error = Assert.Throws<HebbException>(() => new Parent().Parameters().Count());
        Assert.Contains("contain itself", error.Message, StringComparison.Ordinal);
        Assert.Contains("[NotRegistered]", error.Help, StringComparison.Ordinal);
        Assert.Throws<HebbException>(() => new Parent().StateDict());
    }

    [Fact]
    public void NothingIsAllocatedByLookingAgain()
    {
        var net = new Net();
        Assert.Equal(4, net.Children.Count);
        int count = 0;
        long bytes = Allocations.OfSteadyState(() =>
        {
            for (int i = 0; i < 1000; i++) count += net.Children.Count;
        });
        Assert.True(count % 4000 == 0 && bytes < 1000, $"{count} children, {bytes} bytes");
    }

    [Fact]
    public void FirstLooksFromManyThreadsSeeTheSame()
    {
        for (int trial = 0; trial < 20; trial++)
        {
            var net = new Lists();
            var seen = new string[8];
            Parallel.For(0, seen.Length, i => seen[i] = string.Join(' ', net.StateDict().Keys));
            Assert.Single(seen.Distinct());
        }
    }

    [Fact]
    public void AMethodByHandIsTheOneThatCounts() => Assert.Equal(["by_hand.weight"], Names(new ByHand()));

    sealed partial class Net : Module
    {
        readonly Linear firstBlock = new(4, 4, bias: false);

        public Net() => hidden = new Linear(4, 4, bias: false);

        readonly BatchNorm1d bn1 = new(4);
        private readonly Linear hidden;

        [StateName("fc")]
        public Linear Head { get; } = new(4, 3, bias: false);

        public Parameter Scale { get; } = new(Tensor.Ones([4]));

        public Linear First => firstBlock;

        public override Tensor Forward(Tensor x) => Head.Forward((hidden.Forward(bn1.Forward(firstBlock.Forward(x))) + x) * Scale);
    }

    partial class Lower : Module
    {
        readonly Linear bottom = new(1, 1, bias: false);

        public override Tensor Forward(Tensor x) => bottom.Forward(x);
    }

    partial class Upper : Lower
    {
        readonly Linear top = new(1, 1, bias: false);

        public override Tensor Forward(Tensor x) => top.Forward(base.Forward(x));
    }

    sealed partial class Roofed : Upper
    {
        readonly Linear roof = new(1, 1, bias: false);

        public override Tensor Forward(Tensor x) => roof.Forward(base.Forward(x));
    }

    sealed partial class Around<T>(T part) : Module
        where T : Module
    {
        readonly T inner = part;
        readonly T[] list = [(T)(Module)new Linear(1, 1, bias: false)];

        public override Tensor Forward(Tensor x) => list[0].Forward(inner.Forward(x));

        internal sealed partial class Within : Module
        {
            readonly Linear linear = new(1, 1, bias: false);

            public override Tensor Forward(Tensor x) => linear.Forward(x);
        }
    }

    sealed partial class Changing : Module
    {
        public Linear? Head { get; set; }

        public override Tensor Forward(Tensor x) => Head?.Forward(x) ?? x;
    }

    sealed partial class Lists : Module
    {
        readonly Parameter[] scales = [new(Tensor.Ones([1])), new(Tensor.Ones([1]))];
        readonly Linear?[] blocks = [new(1, 1, bias: false), null, new(1, 1, bias: false)];

        public List<Linear> Heads { get; } = [new(1, 1, bias: false)];

        public override Tensor Forward(Tensor x) => blocks[0]!.Forward(x) * scales[0];
    }

    sealed partial class Mixed : Module
    {
        readonly Linear own = new(1, 1, bias: false);
        readonly Linear renamed = new(1, 1, bias: false);
        readonly Linear same;
        readonly Linear[] blocks;

        public Mixed()
        {
            Add("given", renamed);
            same = Add("same", new Linear(1, 1, bias: false));
            blocks = [Add("block0", new Linear(1, 1, bias: false)), Add("block1", new Linear(1, 1, bias: false))];
        }

        public void AddTwice() => Add("given", new Linear(1, 1));

        public override Tensor Forward(Tensor x) => blocks[0].Forward(same.Forward(own.Forward(x)));
    }

    sealed partial class Clash : Module
    {
        readonly Linear hidden = new(1, 1);

        public Clash() => Add("hidden", new Linear(1, 1));

        public override Tensor Forward(Tensor x) => hidden.Forward(x);
    }

    sealed partial class Distilled(Module teacher) : Module
    {
        [NotRegistered]
        readonly Module teacher = teacher;
        readonly Linear student = new(1, 1, bias: false);

        public override Tensor Forward(Tensor x) => student.Forward(x) - teacher.Forward(x);
    }

    sealed partial class Tied : Module
    {
        readonly Linear first = new(1, 1, bias: false);
        readonly Borrower second;

        public Tied() => second = new Borrower(first.Weight);

        public override Tensor Forward(Tensor x) => second.Forward(first.Forward(x));
    }

    sealed partial class Borrower(Parameter parameter) : Module
    {
        readonly Parameter weight = parameter;

        public override Tensor Forward(Tensor x) => x * weight;
    }

    sealed partial class Parent : Module
    {
        readonly Child child;

        public Parent() => child = new Child(this);

        public override Tensor Forward(Tensor x) => child.Forward(x);
    }

    sealed partial class Child(Parent up) : Module
    {
        readonly Parent parent = up;

        public override Tensor Forward(Tensor x) => parent.IsTraining ? x : -x;
    }

    sealed partial class ByHand : Module
    {
        readonly Linear hidden = new(1, 1, bias: false);

        protected override void RegisterMembers(ref MemberRegistration members) => members.Module("by_hand", hidden);

        public override Tensor Forward(Tensor x) => hidden.Forward(x);
    }
}
