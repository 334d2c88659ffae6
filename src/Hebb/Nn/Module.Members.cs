using System.Globalization;

namespace Hebb.Nn;

/// <content>The parts that fields and properties hold.</content>
public abstract partial class Module
{
    // What the members held when somebody last looked; replaced as a whole, so that other threads never see half a change. Null while they hold nothing.
    volatile HeldParts? held;

    /// <summary>
    /// Names what this module's fields and properties hold. The source generator of this package writes it for every partial class that derives from Module: each field and property of a module,
    /// a parameter, or an array or list of them, in the order of declaration, under PyTorch's spelling (<c>firstBlock</c> is "first_block"); see <see cref="StateNameAttribute"/> and
    /// <see cref="NotRegisteredAttribute"/>. By hand it begins with <c>base.RegisterMembers(ref members)</c>.
    /// </summary>
    /// <param name="members">Takes each member with its state name.</param>
    /// <remarks>
    /// It runs whenever somebody asks for parts, so a member may be assigned late, be null, or be replaced: what it holds is the part. What <c>Add</c> has registered keeps the name it got there and
    /// comes first.
    /// </remarks>
    protected virtual void RegisterMembers(ref MemberRegistration members)
    {
    }

    /// <summary>What the members hold now, with what Add registered before it; null if they hold nothing.</summary>
    HeldParts? Held()
    {
        HeldParts? known = held;
        var members = new MemberRegistration(known is null ? [] : known.Members);
        RegisterMembers(ref members);
        return members.IsUnchanged ? known : Hold(members.Members);
    }

    HeldParts? Hold(HeldMember[] members)
    {
        if (members.Length == 0) return held = null;
        var parts = new HeldParts(this, members);
        held = parts;

        // Published before it is checked: going through a circle comes back here.
        for (int i = children.Count; i < parts.Children.Count; i++)
        {
            (string name, Module child) = parts.Children[i];
            foreach ((string below, Module module) in child.NamedModules())
            {
                if (!ReferenceEquals(module, this)) continue;
                held = null;
                throw new HebbException(
                    $"{TypeName} would contain itself, as \"{Join(name, below)}\": a field or property of a module is one of its parts.",
                    "Mark the member that leads back with [NotRegistered].");
            }
        }

        return parts;
    }

    /// <summary>The parts of a module whose fields and properties hold some: those that Add registered, then those.</summary>
    sealed class HeldParts
    {
        readonly Module module;
        readonly List<KeyValuePair<string, Module>> children;
        readonly List<KeyValuePair<string, Parameter>> parameters;
        readonly Dictionary<string, object> taken = new(StringComparer.Ordinal);
        readonly Dictionary<string, ModuleList> lists = new(StringComparer.Ordinal);

        public HeldParts(Module module, HeldMember[] members)
        {
            (this.module, Members, children, parameters) = (module, members, [.. module.children], [.. module.parameters]);
            foreach ((string name, Module child) in children) taken[name] = child;
            foreach ((string name, Parameter parameter) in parameters) taken[name] = parameter;
            foreach (Slot slot in module.buffers) taken[slot.Name] = slot;
            var added = new HashSet<object>([.. children.Select(c => c.Value), .. parameters.Select(p => p.Value)], ReferenceEqualityComparer.Instance);
            var single = new HashSet<object>(members.Where(m => !m.IsInList).Select(m => m.Value), ReferenceEqualityComparer.Instance);
            foreach (HeldMember member in members)
            {
                // A name of its own goes before a number, one that Add got before both.
                if (added.Contains(member.Value) || (member.IsInList && single.Contains(member.Value))) continue;
                if (member.Value is Parameter parameter) Register(member, parameter);
                else if (member.IsInList) Register(member.Name, member.Index, (Module)member.Value);
                else if (IsFree(member.Name, member.Value)) children.Add(new(member.Name, (Module)member.Value));
            }
        }

        public HeldMember[] Members { get; }

        public IReadOnlyList<KeyValuePair<string, Module>> Children => children;

        public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters => parameters;

        void Register(HeldMember member, Parameter parameter)
        {
            string name = member.IsInList ? string.Create(CultureInfo.InvariantCulture, $"{member.Name}.{member.Index}") : member.Name;
            if (IsFree(name, parameter)) module.Own(parameters, name, parameter);
        }

        // A list of modules is a part of its own, as in PyTorch.
        void Register(string name, int index, Module element)
        {
            if (!lists.TryGetValue(name, out ModuleList? list))
            {
                list = new ModuleList();
                list.SetOwnTraining(module.IsTraining);
                IsFree(name, list);
                children.Add(new(name, list));
                lists.Add(name, list);
            }

            string number = index.ToString(CultureInfo.InvariantCulture);
            if (IsFree($"{name}.{number}", element)) ((Module)list).children.Add(new(number, element));
        }

        bool IsFree(string name, object value)
        {
            if (taken.TryAdd(name, value)) return true;
            if (ReferenceEquals(taken[name], value)) return false;
            throw new HebbException(
                $"{module.TypeName} has two parts named \"{name}\"; names are unique in a module.",
                "Give one of the two fields another name, or a name for the state alone: [StateName(\"…\")].");
        }
    }
}
