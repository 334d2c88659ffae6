using System.CommandLine;
using Hebb.Cli.Display;
using Hebb.Cli.Model;
using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb eval digits</c>: accuracy, classes, confusions and the worst mistakes on the test digits.</summary>
sealed class EvalDigitsCommand : DocumentedCommand
{
    readonly Option<string?> path = ModelOption();

    public EvalDigitsCommand(Terminal terminal)
        : base("digits", "Judge a saved network on the 1,297 test digits.")
    {
        Add(path);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
    [
        "Prints the accuracy, a table of the ten classes, which digit was taken for which, and the mistakes that the network was surest of.",
    ];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb eval digits", $"Judges {ModelFiles.CardName} in this folder."),
        ("hebb eval digits --model models/digits.safetensors", "Judges the model in the folder models."),
    ];

    /// <summary>The option that names a saved model.</summary>
    public static Option<string?> ModelOption() =>
        Values.Path("--model", $"The saved model: its .json, its .safetensors, or their folder [default: {ModelFiles.CardName}].", "FILE");

    int Run(ParseResult result, Terminal terminal)
    {
        (Module model, ModelCard card) = ModelFiles.Load(result.GetValue(path) ?? ModelFiles.CardName);
        Digits test = Digits.Test;
        float[] probabilities = DigitModel.Probabilities(model, test.Images).ToArray<float>();
        DigitsEvaluation.Write(terminal, card, new Evaluation(probabilities, test.Labels.ToArray<long>()));
        return ExitCode.Success;
    }
}
