namespace Hebb.Tests;

/// <summary>The switches of automatic differentiation belong to the work that set them, on whatever thread it goes on.</summary>
public sealed class FlowTests
{
    static bool AllAreOff => Autograd.IsRecording && !Autograd.IsDetectingAnomalies && !Autograd.RecordsValues;

    [Fact]
    public async Task TheyGoOnBehindAnAwaitAndStayOutOfOtherWork()
    {
        int moved = 0;

        // On the thread pool: the test's own context would bring the work back to where it was.
        await Task.Run(Work, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, moved);

        async Task Work()
        {
            for (int i = 0; i < 50; i++)
            {
                int before = Environment.CurrentManagedThreadId;
                using (Autograd.NoGrad())
                using (Autograd.DetectAnomaly())
                using (Autograd.RecordValues())
                {
                    await OnAnotherThread();
                    if (Environment.CurrentManagedThreadId != before) moved++;
                    Assert.False(Autograd.IsRecording);
                    Assert.True(Autograd.IsDetectingAnomalies);
                    Assert.True(Autograd.RecordsValues);
                    using (Autograd.EnableGrad())
                    {
                        await OnAnotherThread();
                        Assert.True(Autograd.IsRecording);
                    }

                    Assert.False(Autograd.IsRecording);
                }

                Assert.True(AllAreOff);
            }
        }

        // What awaits it goes on upon the thread that ends it.
        static Task OnAnotherThread()
        {
            var done = new TaskCompletionSource();
            new Thread(End).Start();
            return done.Task;

            void End()
            {
                Thread.Sleep(1);
                done.SetResult();
            }
        }
    }

    [Fact]
    public async Task TheThreadThatAnAsyncMethodLeftIsAsItWas()
    {
        using var gate = new SemaphoreSlim(0);
        Task work = Evaluate(gate);
        Assert.True(AllAreOff);
        Tensor x = Tensor.Ones(2).WithGrad();
        (x * 2).Sum().Backward();
        Assert.Equal([2, 2], x.Grad!.ToArray<float>());
        gate.Release();
        await work;
        Assert.True(AllAreOff);

        static async Task Evaluate(SemaphoreSlim gate)
        {
            using (Autograd.NoGrad())
            using (Autograd.DetectAnomaly())
            using (Autograd.RecordValues())
                await gate.WaitAsync().ConfigureAwait(false);
        }
    }

    [Fact]
    public async Task NoThreadOfThePoolIsLeftSwitchedOff()
    {
        var jobs = new Task<bool>[64];
        for (int i = 0; i < jobs.Length; i++)
        {
            bool isQuiet = i % 2 == 0;
            jobs[i] = Task.Run(async () =>
            {
                bool isRight = AllAreOff;
                using (isQuiet ? Autograd.NoGrad() : Autograd.EnableGrad())
                {
                    await Task.Delay(1).ConfigureAwait(false);
                    isRight &= Autograd.IsRecording != isQuiet;
                    await Task.Yield();
                    isRight &= Autograd.IsRecording != isQuiet;
                }

                return isRight && AllAreOff;
            });
        }

        Assert.All(await Task.WhenAll(jobs), Assert.True);
    }

    [Fact]
    public async Task WorkThatIsStartedInsideInheritsThem()
    {
        bool inTask = true, inThread = true, inLoop = true;
        using (Autograd.NoGrad())
        {
            await Task.Run(() => inTask = Autograd.IsRecording, TestContext.Current.CancellationToken);
            var thread = new Thread(() => inThread = Autograd.IsRecording);
            thread.Start();
            thread.Join();
            Parallel.For(0, 4, _ => inLoop &= Autograd.IsRecording);
        }

        Assert.False(inTask);
        Assert.False(inThread);
        Assert.False(inLoop);
        Assert.True(await Task.Run(() => Autograd.IsRecording, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void TheyNestInAnyOrder()
    {
        using (Autograd.DetectAnomaly())
        {
            Autograd.RecordingScope off = Autograd.NoGrad(), stillOff = Autograd.NoGrad();
            using (Autograd.EnableGrad()) Assert.True(Autograd.IsRecording);
            Assert.False(Autograd.IsRecording);
            stillOff.Dispose();
            Assert.False(Autograd.IsRecording);
            off.Dispose();
            Assert.True(Autograd.IsRecording && Autograd.IsDetectingAnomalies);
        }

        Assert.True(AllAreOff);
    }
}
