using System.CommandLine;
using System.Globalization;
using Hebb.Cli.Display;
using Hebb.Cli.Model;
using Hebb.Nn;
using Hebb.Vision.Datasets;

namespace Hebb.Cli.Commands;

/// <summary><c>hebb predict digits</c>: draws test digits and what a saved network reads in them.</summary>
sealed class PredictDigitsCommand : DocumentedCommand
{
    // Known without opening the data set: a help page should not.
    const int LastDigit = 1296;

    readonly Argument<int[]> indices = new("indices")
    {
        Description = $"Which test digits, 0 to {LastDigit}.",
        HelpName = "INDEX",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<string?> path = EvalDigitsCommand.ModelOption();

    public PredictDigitsCommand(Terminal terminal)
        : base("digits", "Draw test digits and what a saved network reads in them.")
    {
        indices.CustomParser = result =>
        {
            var chosen = new int[result.Tokens.Count];
            for (int i = 0; i < chosen.Length; i++)
            {
                string word = result.Tokens[i].Value;
                bool isNumber = int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out chosen[i]);
                if (!isNumber && word.StartsWith('-')) throw ParseProblem.Unknown(word, this);
                if (isNumber && chosen[i] >= 0 && chosen[i] < Digits.Test.Count) continue;
                result.AddError($"There is no test digit '{word}'.\n  help: The {Digits.Test.Count:N0} test digits are numbered from 0 to {Digits.Test.Count - 1}: hebb predict digits 0 1 2.");
                return [];
            }

            return chosen;
        };
        Add(indices);
        Add(path);
        SetAction(result => Run(result, terminal));
    }

    public override IReadOnlyList<string> Remarks =>
        ["Each digit is drawn as the network sees it, 8×8 pixels, beside the probabilities of the ten answers and the truth."];

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("hebb predict digits 0 1 2", "Draws the first three test digits."),
        ("hebb predict digits 42 --model models", "Asks the model in the folder models."),
    ];

    int Run(ParseResult result, Terminal terminal)
    {
        int[] chosen = result.GetRequiredValue(indices);
        (Module model, _) = ModelFiles.Load(result.GetValue(path) ?? ModelFiles.CardName);
        Digits test = Digits.Test;
        float[] pixels = test.Images.ToArray<float>();
        long[] labels = test.Labels.ToArray<long>();
        const int Area = Digits.Side * Digits.Side;
        foreach (int index in chosen)
        {
            Tensor image = Tensor.From(pixels.AsSpan(index * Area, Area), [1, 1, Digits.Side, Digits.Side]);
            DigitReading.Write(terminal, index, (int)labels[index], DigitModel.Probabilities(model, image).ToArray<float>());
        }

        return ExitCode.Success;
    }
}
