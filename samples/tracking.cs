#:project ../src/Hebb.Tracking/Hebb.Tracking.csproj

// A straight line is fitted, and the fitting is remembered: dotnet run samples/tracking.cs -- runs.db line 200
using Hebb;
using Hebb.Tracking;

string? path = args.Length > 0 ? args[0] : null;
string name = args.Length > 1 ? args[1] : "line";
long steps = args.Length > 2 ? long.Parse(args[2]) : 200;

var generator = new Generator(7);
Tensor x = Tensor.Rand([64, 1], generator: generator), y = (3 * x) - 1;
Tensor weight = Tensor.Zeros([1]).WithGrad(), bias = Tensor.Zeros([1]).WithGrad();

using Run run = Run.Start(name, "samples/tracking.cs", $$"""{"steps": {{steps}}, "optimizer": {"kind": "gradient descent", "rate": 0.3} }""", seed: 7, path: path);
run.Describe("parameters", "2");
Console.WriteLine($"run {run.Id}");
float last = float.NaN;
for (long step = 1; step <= steps; step++)
{
    Tensor error = (x * weight) + bias - y, loss = (error * error).Mean();
    Tensor[] gradients = Autograd.Grad(loss, [weight, bias]);
    weight = (weight - (0.3f * gradients[0])).Detach().WithGrad();
    bias = (bias - (0.3f * gradients[1])).Detach().WithGrad();
    last = loss.Item<float>();
    run.LogMany(step, ("train loss", last), ("slope", weight.Item<float>()));
}

run.Finish();
Console.WriteLine($"loss {last:E1}");
return last < 1e-3 ? 0 : 1;
