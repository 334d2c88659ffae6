using System.Runtime.CompilerServices;

namespace Hebb;

/// <content>The switches: one field of the thread, which is fast to read, and a value that flows with the asynchronous context and sets that field wherever the work goes on.</content>
public static partial class Autograd
{
    [ThreadStatic]
    static Switches state;

    static readonly AsyncLocal<object?> Flowing = new(Follow);
    static readonly object OffOnly = new Switches(true, false, 0);

    // How many parts of the program record values: one plain field that is nearly always 0, so that the tape pays next to nothing for asking.
    static int valueRecorders;

    record struct Switches(bool Off, bool Anomaly, int Values);

    /// <summary>Whether operations record what gradients need. True unless inside <see cref="NoGrad()"/>.</summary>
    public static bool IsRecording
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !state.Off;
    }

    /// <summary>Whether operations look for NaN and infinity: see <see cref="DetectAnomaly"/>.</summary>
    public static bool IsDetectingAnomalies => state.Anomaly;

    /// <summary>Whether new nodes remember the values of their inputs and results: see <see cref="RecordValues"/>.</summary>
    internal static bool RecordsValues
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => valueRecorders != 0 && state.Values != 0;
    }

    /// <summary>Switches recording off on this thread alone, for code that neither waits nor starts other work: nothing has to flow, so it costs nothing.</summary>
    internal static PauseScope Pause() => new(record: false);

    /// <summary>Switches recording on inside a <see cref="Pause"/>, on the same terms.</summary>
    internal static PauseScope Resume() => new(record: true);

    // The runtime calls this when other work begins or goes on upon this thread.
    static void Follow(AsyncLocalValueChangedArgs<object?> change)
    {
        if (change.ThreadContextChanged) state = change.CurrentValue is Switches switches ? switches : default;
    }

    static void Set(Switches switches)
    {
        state = switches;
        Flowing.Value = switches == default ? null : switches is { Off: true, Anomaly: false, Values: 0 } ? OffOnly : switches;
    }

    /// <summary>Ends what <see cref="Pause"/> or <see cref="Resume"/> began. A ref struct, so that no <c>await</c> can lie between.</summary>
    internal readonly ref struct PauseScope
    {
        readonly bool wasOff;

        internal PauseScope(bool record)
        {
            wasOff = state.Off;
            state.Off = !record;
        }

        public void Dispose() => state.Off = wasOff;
    }

    /// <summary>Ends what <see cref="NoGrad()"/> or <see cref="EnableGrad"/> began.</summary>
    public readonly struct RecordingScope : IDisposable
    {
        readonly bool isChange, wasOff;

        internal RecordingScope(bool record)
        {
            wasOff = state.Off;
            isChange = wasOff == record;
            if (isChange) Set(state with { Off = !record });
        }

        /// <summary>Restores the switch.</summary>
        public void Dispose()
        {
            if (isChange) Set(state with { Off = wasOff });
        }
    }

    /// <summary>Ends what <see cref="DetectAnomaly"/> began.</summary>
    public readonly struct AnomalyScope : IDisposable
    {
        readonly bool before;

        /// <summary>Switches detection on.</summary>
        public AnomalyScope()
        {
            before = state.Anomaly;
            Set(state with { Anomaly = true });
        }

        /// <summary>Restores the switch.</summary>
        public void Dispose() => Set(state with { Anomaly = before });
    }

    /// <summary>Ends what <see cref="RecordValues"/> began.</summary>
    public readonly struct ValuesScope : IDisposable
    {
        /// <summary>Switches remembering on.</summary>
        public ValuesScope()
        {
            Set(state with { Values = state.Values + 1 });
            Interlocked.Increment(ref valueRecorders);
        }

        /// <summary>Restores the switch.</summary>
        public void Dispose()
        {
            Set(state with { Values = state.Values - 1 });
            Interlocked.Decrement(ref valueRecorders);
        }
    }
}
