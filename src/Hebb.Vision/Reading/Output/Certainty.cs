namespace Hebb.Vision.Reading.Output;

/// <summary>How sure the reader is of a character, in three steps that can be shown.</summary>
enum Certainty
{
    /// <summary>0.9 or more.</summary>
    Sure,

    /// <summary>0.6 to 0.9.</summary>
    Unsure,

    /// <summary>Below 0.6.</summary>
    Doubtful,
}
