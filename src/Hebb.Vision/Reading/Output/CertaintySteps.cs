using Hebb.Plots;

namespace Hebb.Vision.Reading.Output;

/// <summary>The steps of certainty, and their colours: Okabe and Ito's blue, orange and vermillion, which the colour-blind tell apart.</summary>
static class CertaintySteps
{
    const double SureFrom = 0.9, UnsureFrom = 0.6;

    public static Certainty Of(double confidence) => confidence >= SureFrom ? Certainty.Sure : confidence >= UnsureFrom ? Certainty.Unsure : Certainty.Doubtful;

    public static Rgb Color(Certainty certainty) => certainty switch
    {
        Certainty.Sure => new Rgb(0, 114, 178),
        Certainty.Unsure => new Rgb(230, 159, 0),
        _ => new Rgb(213, 60, 0),
    };
}
