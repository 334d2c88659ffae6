namespace Hebb.Tests;

/// <content>The steps of recurrent layers, in both directions.</content>
public static partial class GradientCases
{
    static IEnumerable<GradientCase> Recurrent() =>
    [
        new("RnnSequence", x => Ops.RnnSequence(x[0], x[1], x[2], x[3], relu: false, reverse: false), Between(-1, 1, [3, 2, 2]), Between(-1, 1, [2, 2], 2), Between(-1, 1, [2, 2], 3), Between(-1, 1, [2], 4)),
        new("RnnSequence with ReLU, backwards", x => Ops.RnnSequence(x[0], x[1], x[2], null, relu: true, reverse: true), Between(0.1, 1, [3, 2, 2]), Between(0.1, 1, [2, 2], 2), Between(0.1, 1, [2, 2], 3)),
        new("GruSequence", x => Ops.GruSequence(x[0], x[1], x[2], x[3], reverse: false), Between(-1, 1, [3, 2, 6]), Between(-1, 1, [2, 2], 2), Between(-1, 1, [6, 2], 3), Between(-1, 1, [6], 4)),
        new("GruSequence backwards", x => Ops.GruSequence(x[0], x[1], x[2], null, reverse: true), Between(-1, 1, [3, 2, 6]), Between(-1, 1, [2, 2], 2), Between(-1, 1, [6, 2], 3)),
        new("LstmSequence", x => Ops.LstmSequence(x[0], x[1], x[2], x[3], x[4], reverse: false), Between(-1, 1, [3, 2, 8]), Between(-1, 1, [2, 2], 2), Between(-1, 1, [2, 2], 5), Between(-1, 1, [8, 2], 3), Between(-1, 1, [8], 4)),
        new("LstmSequence backwards", x => Ops.LstmSequence(x[0], x[1], x[2], x[3], null, reverse: true), Between(-1, 1, [3, 2, 8]), Between(-1, 1, [2, 2], 2), Between(-1, 1, [2, 2], 5), Between(-1, 1, [8, 2], 3)),
        new("AddRelu", x => Ops.AddRelu(x[0], x[1]) * x[0], Apart([3, 4]), Between(-0.1, 0.1, [3, 4])),
    ];
}
