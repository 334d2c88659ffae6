namespace Hebb.Cli.Display;

/// <summary>Shows a network learning.</summary>
interface ILearningView
{
    /// <summary>Runs the training with the view open around it.</summary>
    T Show<T>(Func<T> training);

    /// <summary>The training resumes where it was interrupted; the epochs before belong to it as those that come.</summary>
    void GoesOn(IReadOnlyList<LearnedEpoch> before);

    /// <summary>A step has been made. Called often; the view draws when it is time.</summary>
    void Moved(LearningMoment now);

    /// <summary>An epoch is over and validated.</summary>
    void Ended(LearnedEpoch epoch);

    /// <summary>Something went wrong that does not end the training.</summary>
    void Warn(string text);
}

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">Which epoch, from 1.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Part">How much of all epochs is done, 0 to 1.</param>
/// <param name="Loss">The loss of the latest step.</param>
/// <param name="LearningRate">The current learning rate.</param>
/// <param name="PerSecond">Training images per second.</param>
/// <param name="Left">How long it will still take.</param>
readonly record struct LearningMoment(int Epoch, int Epochs, double Part, double Loss, double LearningRate, double PerSecond, TimeSpan Left);

/// <summary>What an epoch brought.</summary>
/// <param name="Epoch">Which, from 1.</param>
/// <param name="Epochs">How many there are.</param>
/// <param name="Loss">The mean loss of its steps.</param>
/// <param name="ValLoss">The validation loss.</param>
/// <param name="ValAccuracy">The accuracy on them, 0 to 1.</param>
/// <param name="PerSecond">Training images per second; NaN if nobody knows any more.</param>
/// <param name="Left">How long the rest will take.</param>
sealed record LearnedEpoch(int Epoch, int Epochs, double Loss, double ValLoss, double ValAccuracy, double PerSecond, TimeSpan Left);
