namespace Hebb.Optim;

/// <content>Saving and resuming. The state is that of all parameters and stands at the first, as in PyTorch; the history is stacked, [steps, weights].</content>
public sealed partial class LBFGS
{
    private protected override void SaveMore(Dictionary<string, Tensor> state)
    {
        if (direction is null || previousGradient is null) return;
        Put("n_iter", Tensor.From<long>([iterations], Shape.Scalar));
        Put("func_evals", Tensor.From<long>([evaluations], Shape.Scalar));
        Put("d", direction.Clone());
        Put("prev_flat_grad", previousGradient.Clone());
        Put("t", Tensor.Scalar(length, DType.Float64));
        Put("H_diag", Tensor.Scalar(curvature, DType.Float64));
        Put("prev_loss", Tensor.Scalar(previousLoss, DType.Float64));
        Put("ro", Tensor.From(inverses.ToArray()));
        if (steps.Count == 0) return;
        Put("old_dirs", Tensor.Stack([.. changes]));
        Put("old_stps", Tensor.Stack([.. steps]));

        void Put(string name, Tensor value) => state[Key("state", 0, name)] = value.Keep();
    }

    private protected override void PlanMore(StatePlan plan)
    {
        Tensor? count = plan.Take(Key("state", 0, "n_iter"), Shape.Scalar);
        plan.Then(Reset);
        if (count is null) return;
        int weights = 0;
        foreach (ParameterState state in States) weights += state.Parameter.Count;
        DType type = States[0].Parameter.DType;
        Tensor? ro = plan.TakeAny(Key("state", 0, "ro"));
        int held = ro is { Rank: 1 } ? ro.Count : 0;
        if (ro is not { Rank: 1 }) plan.Fault($"{Key("state", 0, "ro")} is missing or has more than one axis");
        if (held > HistorySize) plan.Fault($"{Key("state", 0, "ro")} holds {held} steps, but this optimizer's history takes {HistorySize}");
        Tensor? calls = Need("func_evals", Shape.Scalar), d = Need("d", [weights]), gradient = Need("prev_flat_grad", [weights]);
        Tensor? t = Need("t", Shape.Scalar), diagonal = Need("H_diag", Shape.Scalar), loss = Need("prev_loss", Shape.Scalar);
        Tensor? dirs = held == 0 ? null : Need("old_dirs", [held, weights]), stps = held == 0 ? null : Need("old_stps", [held, weights]);
        plan.Then(() =>
        {
            (iterations, evaluations) = (count.Item<long>(), calls!.Item<long>());
            (length, curvature, previousLoss) = (t!.Item(), diagonal!.Item(), loss!.Item());
            (direction, previousGradient) = (d!.To(type).Clone().Keep(), gradient!.To(type).Clone().Keep());
            inverses.AddRange(ro!.ToArray<double>());
            for (int i = 0; i < held; i++)
            {
                changes.Add(dirs![i].To(type).Clone().Keep());
                steps.Add(stps![i].To(type).Clone().Keep());
            }
        });

        Tensor? Need(string name, Shape shape) => plan.Need(Key("state", 0, name), shape);
    }

    void Reset()
    {
        Forget();
        (iterations, evaluations, length, previousLoss, isUnproven) = (0, 0, 0, 0, false);
        direction = previousGradient = null;
    }
}
